namespace Signalbox.Script.Compilation;

/// <summary>What is known about the type of an expression before it runs.</summary>
internal enum StaticType
{
    /// <summary>Only known at run time: variables.</summary>
    Dynamic,

    /// <summary>A number.</summary>
    Integer,

    /// <summary>Text.</summary>
    Text,
}
