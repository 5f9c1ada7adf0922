using Signalbox.Engine.Catalog;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Dispatcher;

/// <content>The table of destinations.</content>
internal sealed partial class DispatcherModule
{
    private DispatchRows? FindRows(ModuleValidation validation)
    {
        if (DbUrl.Length == 0)
            return null;

        string[] columns = [SetIdColumn, DestinationColumn, FlagsColumn, PriorityColumn, AttributesColumn];
        foreach (var name in (IEnumerable<string>)[TableName, .. columns])
        {
            if (!IsName(name))
                validation.Error("table_name", $"'{name}' is no name of a table or column");
        }

        var extra = ExtraColumns(validation);
        return SqlProviders.Find(validation, "db_url", DbUrl) is { } database ? new DispatchRows(database, TableName, columns, extra) : null;
    }

    private List<(string Attribute, string Column)> ExtraColumns(ModuleValidation validation)
    {
        var extra = new List<(string, string)>();
        foreach (var part in ExtraAttributes.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && IsName(part[(equals + 1)..]))
                extra.Add((part[..equals], part[(equals + 1)..]));
            else
                validation.Error("ds_db_extra_attrs", $"found \"{part}\", expected attribute=column");
        }

        return extra;
    }

    private static bool IsName(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
