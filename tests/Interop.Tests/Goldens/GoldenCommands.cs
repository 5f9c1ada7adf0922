using System.Globalization;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Commands that the operator gave while a recording was made, and what the peer answered after it.</summary>
internal static class GoldenCommands
{
    /// <summary>Gives the commands whose moment has come: after so many messages of the recording.</summary>
    public static void GiveAfter(GoldenCase golden, GoldenServer server, int messages)
    {
        foreach (var line in File.ReadLines(Path.Combine(GoldenCase.Root, "rpc-moments.tsv")))
        {
            var cells = line.Split('\t');
            if (cells.Length != 3 || cells[0] != golden.Name || int.Parse(cells[1], CultureInfo.InvariantCulture) != messages)
                continue;

            // The message is here; the server notes it a moment after it has sent it.
            Thread.Sleep(100);
            Ask(server, cells[2], TextWriter.Null);
        }
    }

    /// <summary>The answers to the commands that a recorded session of kamcmd shows, in the same form.</summary>
    public static string Repeat(string recorded, GoldenServer server)
    {
        using var text = new StringWriter();
        foreach (var line in recorded.Split('\n').Where(static line => line.StartsWith("$ kamcmd ", StringComparison.Ordinal)))
        {
            text.Write(line + "\n");
            Ask(server, line["$ kamcmd ".Length..], text);
        }

        return text.ToString();
    }

    private static void Ask(GoldenServer server, string command, TextWriter answer)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var method = words[0] == "help" ? "system.methodHelp" : words[0];
        using var client = BinrpcClient.Connect(Path.Combine(server.WorkFolder, "ctl.sock"), TimeSpan.FromSeconds(20));
        var reply = client.Call(method, words[1..]);
        if (reply.IsFault)
            answer.Write(string.Create(CultureInfo.InvariantCulture, $"error: {reply.FaultCode} - {reply.FaultText}\n"));
        else
            BinrpcText.Write(reply.Records, answer);
    }
}
