using System.Globalization;

namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>What became of the requests, by door.</summary>
internal sealed class FuzzTally
{
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _doors = new(StringComparer.Ordinal);

    /// <summary>Requests sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Those that got a reply.</summary>
    public int Answered { get; private set; }

    /// <summary>Those that got none and by a rule get none.</summary>
    public int SilentByRule { get; private set; }

    /// <summary>Asks a door; fails the test when a request that must be answered is not.</summary>
    public void Ask(FuzzDoor door, byte[] request)
    {
        Sent++;
        var kind = door.Ask(request);
        var rule = kind is null ? door.Silence(request) : null;
        Assert.True(kind is not null || rule is not null, $"{door.Name}: no reply to {Convert.ToHexString(request)}\n{System.Text.Encoding.Latin1.GetString(request)}");
        if (kind is not null)
            Answered++;
        else
            SilentByRule++;

        if (!_doors.TryGetValue(door.Name, out var kinds))
            _doors[door.Name] = kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);

        var key = kind ?? $"silent ({rule})";
        kinds[key] = kinds.GetValueOrDefault(key) + 1;
    }

    /// <summary>How many requests of a door had such an end.</summary>
    public int Count(string door, Func<string, bool> isWanted) => _doors[door].Where(one => isWanted(one.Key)).Sum(static one => one.Value);

    /// <summary>One line a door.</summary>
    public override string ToString() => string.Join('\n', _doors.Select(static door =>
        $"{door.Key}: {string.Join(", ", door.Value.Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value}")))}"));
}
