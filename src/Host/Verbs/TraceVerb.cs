using System.Globalization;
using Microsoft.Data.Sqlite;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;
using Signalbox.Host.Tracing;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox trace list FILE.db</c> and <c>signalbox trace show FILE.db CALLID</c>.</summary>
internal static class TraceVerb
{
    private const int ListedCalls = 100;
    private const string Usage = "usage: signalbox trace list FILE.db | signalbox trace show FILE.db CALLID";

    /// <summary>Runs the verb.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is not (["list", _] or ["show", _, _]))
            throw new CommandLineException(Usage);

        var path = arguments[1];
        if (!File.Exists(path))
            throw new CommandLineException($"no such file: {path}");

        try
        {
            using var database = new TraceDatabase(path);
            return arguments[0] == "list" ? List(database) : Show(database, arguments[2]);
        }
        catch (SqliteException cause)
        {
            throw new CommandLineException($"cannot read {path}: {cause.Message}");
        }
    }

    private static int List(TraceDatabase database)
    {
        foreach (var call in database.Calls(ListedCalls))
        {
            var time = call.First.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            Console.WriteLine($"{time}  {call.Method,-9} {call.Messages,4} messages  from {call.From,-26} {call.CallId}");
        }

        return ExitStatus.Done;
    }

    private static int Show(TraceDatabase database, string callId)
    {
        var rows = database.Messages(callId);
        if (rows.Count == 0)
        {
            Console.Error.WriteLine($"no message of call {callId}");
            return ExitStatus.Refused;
        }

        Console.Write(Ladder.Draw(rows));
        return ExitStatus.Done;
    }
}
