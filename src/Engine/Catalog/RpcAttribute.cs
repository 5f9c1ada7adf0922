namespace Signalbox.Engine.Catalog;

/// <summary>Declares an RPC command on a method <c>void Command(RpcCall call)</c>.</summary>
/// <param name="name">E.g. <c>siptrace.status</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RpcAttribute(string name) : Attribute
{
    /// <summary>E.g. <c>siptrace.status</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What <c>system.methodHelp</c> answers.</summary>
    public string Summary { get; set; } = string.Empty;

    /// <summary>True when JSON shows an array even for one value.</summary>
    public bool IsList { get; set; }

    /// <summary>Its name at the classic MI FIFO of OpenSER, e.g. <c>ul_dump</c>; empty = only the same name.</summary>
    public string Mi { get; set; } = string.Empty;
}
