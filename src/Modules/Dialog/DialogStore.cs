using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Writes calls to their tables and reads them back.</summary>
internal sealed class DialogStore
{
    private const int BatchSize = 100;
    private static readonly SqlLimit All = new(DialogTable.MaxDialogs, 1 << 30);
    private readonly ISqlDatabase _database;
    private readonly DialogServices _services;
    private readonly DialogProfiles _profiles;
    private readonly DialogColumns _columns;
    private readonly SqlStatement _insert;
    private readonly SqlStatement _delete;
    private readonly SqlStatement _insertVariable;
    private readonly SqlStatement _deleteVariables;
    private readonly List<SqlCall> _calls = [];

    /// <summary>Makes the statements.</summary>
    public DialogStore(ISqlDatabase database, DialogServices services, DialogProfiles profiles, DialogColumns columns)
    {
        _database = database;
        _services = services;
        _profiles = profiles;
        _columns = columns;
        _insert = SqlStatement.Insert(columns.Table, columns.Names);
        _delete = SqlStatement.Delete(columns.Table, [columns.Names[0], columns.Names[1]]);
        _insertVariable = SqlStatement.Insert(columns.VariableTable, columns.VariableNames);
        _deleteVariables = SqlStatement.Delete(columns.VariableTable, [columns.VariableNames[0], columns.VariableNames[1]]);
    }

    /// <summary>Opens the database and checks the tables.</summary>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public void Open()
    {
        _database.Open();
        TableVersions.Check(_database, _columns.Table, 7);
        TableVersions.Check(_database, _columns.VariableTable, 1);
    }

    /// <summary>Writes what waits; what the database refuses waits on.</summary>
    /// <exception cref="StoreException">The database cannot be used now.</exception>
    public void Flush(DialogQueue queue)
    {
        var batch = new List<SipDialog>(BatchSize);
        while (queue.TryTake(out var dialog))
        {
            batch.Add(dialog);
            if (batch.Count == BatchSize)
                Write(batch, queue);
        }

        if (batch.Count > 0)
            Write(batch, queue);
    }

    /// <summary>Reads the calls that are not in memory.</summary>
    /// <param name="callId">Only those of this Call-ID; null = all.</param>
    /// <param name="take">Called for each that is new.</param>
    /// <exception cref="StoreException">The database cannot be used now.</exception>
    public void Load(string? callId, Action<SipDialog> take)
    {
        SqlCondition[] conditions = callId is null ? [] : [_columns.Names[2]];
        SqlValue[] values = callId is null ? [] : [SqlValue.Of(callId)];
        var rows = _database.Execute(SqlStatement.Select(_columns.Table, _columns.Names, conditions), values, All);
        foreach (var row in rows.Rows)
        {
            if (DialogRecord.Read(row, _services.Table, _services.Transports) is not { } dialog)
                continue;

            LoadVariables(dialog);
            if (!_services.Table.TryAdd(dialog))
                continue;

            dialog.IsStored = true;
            Join(dialog, row[22].ToText());
            take(dialog);
        }
    }

    private void Write(List<SipDialog> batch, DialogQueue queue)
    {
        _calls.Clear();
        foreach (var dialog in batch)
        {
            lock (dialog.Gate)
            {
                dialog.IsQueued = false;
                AddCalls(dialog);
            }
        }

        try
        {
            _database.ExecuteAll(_calls);
            foreach (var dialog in batch)
                dialog.IsStored = dialog.IsAlive;

            batch.Clear();
        }
        catch (StoreException)
        {
            foreach (var dialog in batch)
            {
                lock (dialog.Gate)
                    queue.Add(dialog);
            }

            throw;
        }
    }

    private void AddCalls(SipDialog dialog)
    {
        SqlValue[] key = [SqlValue.Of(dialog.Entry), SqlValue.Of(dialog.Id)];
        _calls.Add(new SqlCall(_delete, key));
        _calls.Add(new SqlCall(_deleteVariables, key));
        if (!dialog.IsAnswered)
            return;

        dialog.Flags &= ~(DialogFlags.New | DialogFlags.Changed | DialogFlags.ChangedVariables | DialogFlags.ChangedProfiles);
        _calls.Add(new SqlCall(_insert, DialogRecord.Write(dialog)));
        if (dialog.Variables is not { } variables)
            return;

        foreach (var (name, value) in variables.Items)
            _calls.Add(new SqlCall(_insertVariable, [key[0], key[1], SqlValue.Of(name), SqlValue.Of(value)]));
    }

    private void LoadVariables(SipDialog dialog)
    {
        var names = _columns.VariableNames;
        var select = SqlStatement.Select(_columns.VariableTable, [names[2], names[3]], [names[0], names[1]]);
        var rows = _database.Execute(select, [SqlValue.Of(dialog.Entry), SqlValue.Of(dialog.Id)], new SqlLimit(DialogVariables.Max, 1 << 24));
        foreach (var row in rows.Rows)
            (dialog.Variables ??= new DialogVariables()).Set(row[0].ToText(), row[1].ToText());
    }

    private void Join(SipDialog dialog, string text)
    {
        foreach (var (name, value) in DialogRecord.ReadProfiles(text))
        {
            if (_profiles.Find(name) is not { } profile)
            {
                _services.Log.Write(LogLevels.Warning, Latin1.ToBytes($"dialog: a stored call is in profile '{name}', which is not declared"));
                continue;
            }

            var kept = profile.HasValue ? value : null;
            (dialog.Profiles ??= []).Add(new ProfileMembership(profile, kept));
            profile.Add(kept);
        }
    }
}
