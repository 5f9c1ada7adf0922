namespace Signalbox.Engine.Catalog;

/// <summary>How the value of a core parameter of type text may be written.</summary>
[Flags]
public enum ParameterForms
{
    /// <summary>In no way.</summary>
    None = 0,

    /// <summary>Text in quotes.</summary>
    Quoted = 1,

    /// <summary>A bare word.</summary>
    Word = 2,

    /// <summary>A bare address.</summary>
    Address = 4,

    /// <summary>A bare IPv6 address.</summary>
    AddressV6 = 16,

    /// <summary>A number, taken as its digits.</summary>
    Number = 8,
}
