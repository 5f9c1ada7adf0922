namespace Signalbox.Host.CommandLine;

/// <summary>Reads the peer's command line: letters may stand together (<c>-DDE</c>), a value may be joined (<c>-n4</c>, <c>--debug=3</c>).</summary>
internal static class ServerCommandLine
{
    private const string SeeHelp = "Use -h for help.";

    /// <summary>Reads all arguments.</summary>
    /// <exception cref="CommandLineException">An unknown flag, or a value is missing.</exception>
    public static ServerOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ServerOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2)
                ApplyLong(options, arguments, ref i);
            else if (argument.Length > 1 && argument[0] == '-')
                ApplyLetters(options, arguments, ref i);
            else
                throw new CommandLineException($"unexpected argument '{argument}'. {SeeHelp}");
        }

        return options;
    }

    private static void ApplyLong(ServerOptions options, IReadOnlyList<string> arguments, ref int index)
    {
        var text = arguments[index][2..];
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        if (name.Length < 2 || !Flags.ByName.TryGetValue(name, out var flag))
            throw new CommandLineException($"Unknown option '--{name}'. {SeeHelp}");

        if (!flag.TakesValue)
            flag.Apply(options, string.Empty);
        else
            flag.Apply(options, equals >= 0 ? text[(equals + 1)..] : Next(flag, arguments, ref index));
    }

    private static void ApplyLetters(ServerOptions options, IReadOnlyList<string> arguments, ref int index)
    {
        var letters = arguments[index];
        for (var i = 1; i < letters.Length; i++)
        {
            if (!Flags.ByName.TryGetValue(letters[i].ToString(), out var flag))
                throw new CommandLineException($"Unknown option '-{letters[i]}'. {SeeHelp}");

            if (!flag.TakesValue)
            {
                flag.Apply(options, string.Empty);
                continue;
            }

            flag.Apply(options, i + 1 < letters.Length ? letters[(i + 1)..] : Next(flag, arguments, ref index));
            return;
        }
    }

    private static string Next(Flag flag, IReadOnlyList<string> arguments, ref int index) =>
        index + 1 < arguments.Count
            ? arguments[++index]
            : throw new CommandLineException($"Option '{flag.Spelling}' requires an argument. {SeeHelp}");
}
