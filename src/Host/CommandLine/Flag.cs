namespace Signalbox.Host.CommandLine;

/// <summary>One flag of the command line.</summary>
/// <param name="Name">A letter, or a long name.</param>
/// <param name="TakesValue">True when a value belongs to it.</param>
/// <param name="Apply">Carries it out; the text is empty for a flag without a value.</param>
internal sealed record Flag(string Name, bool TakesValue, Action<ServerOptions, string> Apply)
{
    /// <summary>The flag as written on the command line.</summary>
    public string Spelling => Name.Length == 1 ? $"-{Name}" : $"--{Name}";

    /// <summary>A flag without a value.</summary>
    public static Flag Switch(string name, Action<ServerOptions> apply) => new(name, false, (options, _) => apply(options));

    /// <summary>A flag with a value.</summary>
    public static Flag Value(string name, Action<ServerOptions, string> apply) => new(name, true, apply);

    /// <summary>A flag that is accepted for the peer's sake.</summary>
    public static Flag WithoutEffect(string name, bool takesValue) => new(name, takesValue, (options, value) =>
        options.WithoutEffect.Add($"{(name.Length == 1 ? "-" : "--")}{name}{(value.Length > 0 ? " " + value : string.Empty)}"));
}
