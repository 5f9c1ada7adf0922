using Microsoft.Extensions.Logging;
using Signalbox.Engine.Files;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Reads the destinations, from a file or a table.</summary>
/// <param name="file">Path of the list file; empty = the table.</param>
/// <param name="rows">The table; null = the file.</param>
/// <param name="refusesBad">True when a destination that cannot be used refuses all; else it is left out.</param>
/// <param name="transports">Sockets that destinations may name.</param>
/// <param name="log">Gets what was left out or is doubtful.</param>
internal sealed class DispatchSource(string file, DispatchRows? rows, bool refusesBad, ITransportTable transports, ILogger log)
{
    private const int MaxLines = 100_000;

    /// <summary>Where they come from, for comparing.</summary>
    public string Name => rows?.Name ?? file;

    /// <summary>Reads all.</summary>
    /// <param name="lines">The destinations.</param>
    /// <param name="problem">Why they cannot be used: the first that makes no sense, or that the place cannot be read.</param>
    public bool TryRead(out List<DestinationLine> lines, out string problem)
    {
        lines = [];
        problem = string.Empty;
        try
        {
            var readings = rows?.Read() ?? ReadFile();
            foreach (var (reading, place) in readings)
            {
                if (!Take(reading, place, lines, ref problem))
                    return false;
            }

            return true;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or StoreException)
        {
            problem = cause is StoreException ? cause.Message : $"cannot read {file}: {cause.Message}";
            return false;
        }
    }

    /// <summary>What is wrong with a destination that could be read; null when nothing is.</summary>
    public string? ProblemOf(DestinationLine line)
    {
        var attributes = line.Attributes;
        return attributes.TryFindSocket(transports, out _)
            ? null
            : $"found the socket \"{attributes.SocketName ?? attributes.SocketText}\", expected one that this server listens on";
    }

    private IEnumerable<(LineReading Reading, string Place)> ReadFile()
    {
        var number = 0;
        foreach (var text in PlainFile.ReadLines(file))
        {
            if (++number > MaxLines)
                throw new IOException($"found more than {MaxLines} lines");

            var reading = DestinationReader.ReadLine(text);
            yield return (reading, $"{file}:{number}:{Math.Max(1, reading.Column)}");
        }
    }

    private bool Take(in LineReading reading, string place, List<DestinationLine> lines, ref string problem)
    {
        var socketProblem = reading.Line is { } found ? ProblemOf(found) : null;
        if (reading.IsBroken || socketProblem is not null)
        {
            problem = $"{place}: {socketProblem ?? reading.Problem}";
            if (!refusesBad)
                log.LogWarning("{Problem}; the destination is left out", problem);

            return !refusesBad;
        }

        if (reading.Problem is not null)
            log.LogWarning("{Place}: {Problem}; it is passed over", place, reading.Problem);

        if (reading.Line is { } line)
            lines.Add(line);

        return true;
    }
}
