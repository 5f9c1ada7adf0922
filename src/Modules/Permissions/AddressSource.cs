using System.Globalization;
using Signalbox.Engine.Files;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Permissions;

/// <summary>Where the table of addresses comes from: a text file, else a table of a database (address, version 6).</summary>
/// <param name="file">The file; empty = the database.</param>
/// <param name="database">The database; null = none.</param>
/// <param name="statement">Asks for group, address, prefix, port, tag.</param>
/// <param name="maxNetworks">Most networks.</param>
internal sealed class AddressSource(string file, ISqlDatabase? database, SqlStatement statement, int maxNetworks)
{
    private const int Version = 6;
    private static readonly SqlLimit Limit = new(Rows: 1_000_000, Bytes: 256 << 20);

    /// <summary>Finds out whether the database is there and has the table.</summary>
    /// <exception cref="StoreException">It is not, or has another version of it.</exception>
    public void Open()
    {
        if (file.Length == 0 && database is not null)
            TableVersions.Check(database, statement.Table, Version);
    }

    /// <summary>Reads all.</summary>
    /// <exception cref="StoreException">It cannot be read, or holds an entry that is none.</exception>
    public AddressTable Load()
    {
        var entries = file.Length > 0 ? FromFile() : database is not null ? FromDatabase(database) : [];
        if (entries.Count(static one => one.IsNetwork) is var networks && networks > maxNetworks)
            throw new StoreException($"found {networks} networks, expected max_subnets = {maxNetworks} at most");

        return new AddressTable(entries);
    }

    private List<AddressEntry> FromDatabase(ISqlDatabase from)
    {
        var entries = new List<AddressEntry>();
        var rows = from.Execute(statement, [], Limit);
        if (rows.IsCut)
            throw new StoreException($"{from.Name} {statement.Table}: found more than {Limit.Rows} rows");

        for (var i = 0; i < rows.Rows.Count; i++)
        {
            var row = rows.Rows[i];
            entries.Add(AddressEntry.Read(row[0].ToInteger(), row[1].ToText().Trim(), row[2].ToInteger(), row[3].ToInteger(), row[4].ToText(), out var error)
                ?? throw new StoreException($"{from.Name} {statement.Table}: row {i + 1}: {error}"));
        }

        return entries;
    }

    private List<AddressEntry> FromFile()
    {
        var entries = new List<AddressEntry>();
        var number = 0;
        foreach (var line in Lines())
        {
            number++;
            var words = line.Split('#', 2)[0].Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
                entries.Add(OfWords(words, out var error) ?? throw new StoreException($"{file}:{number}: {error}"));
        }

        return entries;
    }

    private List<string> Lines()
    {
        try
        {
            return PlainFile.ReadLines(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StoreException($"cannot read {file}: {cause.Message}", cause);
        }
    }

    // group address [prefix [port [tag]]]
    private static AddressEntry? OfWords(string[] words, out string error)
    {
        error = "expected: group address prefix port tag";
        if (words.Length is < 2 or > 5 || !IsNumber(words[0], out var group))
            return null;

        var bits = words[1].Contains(':', StringComparison.Ordinal) ? 128L : 32L;
        var port = 0L;
        return (words.Length > 2 && !IsNumber(words[2], out bits)) || (words.Length > 3 && !IsNumber(words[3], out port))
            ? null
            : AddressEntry.Read(group, words[1], bits, port, words.Length > 4 ? words[4] : string.Empty, out error);
    }

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
