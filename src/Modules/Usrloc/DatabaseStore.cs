using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Usrloc;

/// <summary>
/// The contacts of one table in a database. Changes are noted by record id, the last one counts; whoever writes takes what
/// is noted. What could not be written is noted again and tried with the next change or by the timer.
/// </summary>
internal sealed class DatabaseStore(ISqlDatabase database, LocationStatements statements, ContactCodec codec, StoreRules rules, ILogger log) : IContactStore
{
    private const int MaxBatch = 1000;
    private static readonly SqlLimit Everything = new(int.MaxValue, int.MaxValue);
    private static readonly SqlLimit OneAddress = new(1000, 4 << 20);
    private readonly ConcurrentDictionary<string, Contact?> _pending = new(StringComparer.Ordinal);
    private readonly Lock _writing = new();

    /// <inheritdoc />
    public bool IsOnlyPlace => rules.IsOnlyPlace;

    /// <inheritdoc />
    public Contact[] Find(ReadOnlySpan<byte> addressOfRecord)
    {
        try
        {
            var rows = database.Execute(statements.OfAddress, codec.Key(addressOfRecord), OneAddress).Rows;
            var contacts = rows.Select((row, index) => codec.Read(row, index)).ToArray();
            rules.Sort(contacts);
            return contacts;
        }
        catch (StoreException exception)
        {
            log.LogError("contacts cannot be read: {Reason}", exception.Message);
            return [];
        }
    }

    /// <inheritdoc />
    public List<Contact[]> All()
    {
        try
        {
            return [.. Load().GroupBy(static contact => Latin1.ToText(contact.AddressOfRecord), StringComparer.Ordinal).Select(static group => group.ToArray())];
        }
        catch (StoreException exception)
        {
            log.LogError("contacts cannot be read: {Reason}", exception.Message);
            return [];
        }
    }

    /// <summary>All contacts of the table.</summary>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public IEnumerable<Contact> Load() =>
        database.Execute(statements.All, rules.ServerKey, Everything).Rows.Select((row, index) => codec.Read(row, index));

    /// <inheritdoc />
    public void Note(Contact[] before, Contact[] after)
    {
        foreach (var contact in after)
        {
            if (Array.IndexOf(before, contact) < 0)
                _pending[Latin1.ToText(contact.Ruid)] = contact;
        }

        foreach (var contact in before)
        {
            if (!Array.Exists(after, one => one.Ruid.AsSpan().SequenceEqual(contact.Ruid)))
                _pending[Latin1.ToText(contact.Ruid)] = null;
        }
    }

    /// <inheritdoc />
    public void Settle()
    {
        if (rules.WritesAtOnce)
            Write();
    }

    /// <summary>Writes what is noted; what the database does not take stays noted.</summary>
    public void Write()
    {
        lock (_writing)
        {
            while (!_pending.IsEmpty && WriteBatch())
            {
            }
        }
    }

    /// <summary>Removes rows that ended.</summary>
    public void RemoveExpired(long now)
    {
        try
        {
            database.Execute(statements.RemoveExpired, [codec.Time(now), codec.Time(0), .. rules.ServerKey], OneAddress);
        }
        catch (StoreException exception)
        {
            log.LogError("expired contacts cannot be removed: {Reason}", exception.Message);
        }
    }

    /// <summary>Runs one of the counting statements.</summary>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public long Count(SqlStatement statement, long now) => database.Execute(statement, [codec.Time(now)], OneAddress).Rows[0][0].ToInteger();

    private bool WriteBatch()
    {
        var calls = new List<SqlCall>();
        var taken = new List<KeyValuePair<string, Contact?>>();
        foreach (var entry in _pending)
        {
            if (calls.Count == MaxBatch)
                break;

            // The pair is taken as it is: a newer change stays for the next batch.
            if (!_pending.TryRemove(entry))
                continue;

            taken.Add(entry);
            calls.Add(entry.Value is null
                ? new SqlCall(statements.Remove, [SqlValue.Of(entry.Key)])
                : new SqlCall(statements.Save, codec.Row(entry.Value)));
        }

        try
        {
            database.ExecuteAll(calls);
            return true;
        }
        catch (StoreException exception)
        {
            log.LogError("{Count} contacts could not be written: {Reason}", calls.Count, exception.Message);
            foreach (var entry in taken)
                _pending.TryAdd(entry.Key, entry.Value);

            return false;
        }
    }
}
