namespace Signalbox.Script.Text;

/// <summary>What a plain <c>$name</c> stands for.</summary>
internal enum Dialect
{
    /// <summary>A pseudo-variable (<c>#!KAMAILIO</c>, <c>#!OPENSER</c>).</summary>
    Variables,

    /// <summary>A pseudo-variable, or an attribute when there is none of that name (<c>#!MAXCOMPAT</c>, <c>#!ALL</c>).</summary>
    VariablesFirst,

    /// <summary>An attribute (<c>#!SER</c>).</summary>
    Attributes,
}
