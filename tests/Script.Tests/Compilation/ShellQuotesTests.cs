using System.Diagnostics;
using Signalbox.Script.Compilation;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>Whatever a value holds, the shell passes it on and reads none of it.</summary>
public sealed class ShellQuotesTests
{
    private static readonly string[] Values = ["plain", "a b", "x'; touch /tmp/never; '", "\"; touch /tmp/never; \"", "$(touch /tmp/never)", "`touch /tmp/never`", "back\\slash", "$HOME *", "line\nbreak", string.Empty];

    public static TheoryData<string, string, string> Places
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var value in Values)
            {
                data.Add("printf %s ", string.Empty, value);
                data.Add("printf %s \"", "\"", value);
                data.Add("printf %s '", "'", value);
                data.Add("printf %s \"it's \\\"", "\\\"\"", value);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Places))]
    public void A_value_arrives_as_it_is(string before, string after, string value)
    {
        var place = ShellQuotes.After(ShellQuote.None, before);
        var command = before + ShellQuotes.Protect(place, value) + after;
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", command }, RedirectStandardOutput = true, UseShellExecute = false })!;
        var printed = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();

        var wanted = after == "\\\"\"" ? $"it's \"{value}\"" : value;
        Assert.Equal((0, wanted), (shell.ExitCode, printed));
    }
}
