namespace Signalbox.Engine.Catalog;

/// <summary>Value type of a module parameter; the wrong one is a load error.</summary>
public enum ParameterKind
{
    /// <summary>Integer.</summary>
    Integer,

    /// <summary>String.</summary>
    Text,
}
