namespace Signalbox.Engine.Catalog;

/// <summary>
/// Declares a module parameter on a settable property (<c>bool</c>, <c>int</c>, <c>long</c>, <c>string</c>, or a type
/// with <see cref="IScriptArgument{TSelf}"/>), or, for one that may be given several times, on a method
/// <c>string? Add(string text)</c> or <c>string? Add(long number)</c> that returns null or what is wrong. On the class
/// of the core parameters it declares one that is only kept, with <see cref="Kind"/> for its type.
/// </summary>
/// <param name="name">Kamailio's name.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ParameterAttribute(string name) : Attribute
{
    /// <summary>Kamailio's name.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for the docs.</summary>
    public string Summary { get; set; } = string.Empty;

    /// <summary>Unit of a number: s, ms, us, bytes …; empty when it has none.</summary>
    public string Unit { get; set; } = string.Empty;

    /// <summary>Default as the docs show it.</summary>
    public string Default { get; set; } = string.Empty;

    /// <summary>Smallest number accepted.</summary>
    public long Min { get; set; } = long.MinValue;

    /// <summary>Largest number accepted.</summary>
    public long Max { get; set; } = long.MaxValue;

    /// <summary>False when a change needs a restart.</summary>
    public bool Reloadable { get; set; } = true;

    /// <summary>
    /// True when it may change while the server runs (<c>cfg.set_now_int</c>): the property is read each time it is needed,
    /// or the module is an <see cref="ILiveParameters"/>.
    /// </summary>
    public bool Live { get; set; }

    /// <summary>
    /// Its name for <c>cfg.get</c> and <c>cfg.set_now_int</c>, where that is another; with its group and a dot in front
    /// where the group is not named as the module.
    /// </summary>
    public string LiveName { get; set; } = string.Empty;

    /// <summary>True when the value names a KEMI function that gets this module's events.</summary>
    public bool IsEventCallback { get; set; }

    /// <summary>Other names of the same parameter, separated by blanks.</summary>
    public string Aliases { get; set; } = string.Empty;

    /// <summary>How a core parameter of type text is written; text in quotes when it is not said.</summary>
    public ParameterForms Forms { get; set; } = ParameterForms.Quoted;

    /// <summary>The only words or texts accepted, separated by blanks; empty = any.</summary>
    public string Choices { get; set; } = string.Empty;

    /// <summary>Value type of a core parameter that is declared on the class.</summary>
    public ParameterKind Kind { get; set; }

    /// <summary>True for a core parameter that must stand before modparams and routes.</summary>
    public bool ComesFirst { get; set; }

    /// <summary>For one that is accepted and changes nothing: why.</summary>
    public string NoEffect { get; set; } = string.Empty;

    /// <summary>For one that asks for something this server does not do: what that is. Setting it is an error.</summary>
    public string Refused { get; set; } = string.Empty;
}
