namespace Signalbox.Modules.Ctl.Api;

/// <summary>Prints a reply as <c>kamcmd</c> does: one value a line, structures in braces, members indented by tabs.</summary>
public static class BinrpcText
{
    /// <summary>Writes the records of a reply.</summary>
    public static void Write(IReadOnlyList<BinrpcRecord> records, TextWriter output)
    {
        var depth = 0;
        string? name = null;
        foreach (var record in records)
        {
            if (record.Type == BinrpcType.Name)
            {
                name = record.Text;
                continue;
            }

            if (record.IsEnd)
                depth--;

            var indent = new string('\t', depth);
            var label = name is null ? string.Empty : name + ": ";
            var value = record.Type is BinrpcType.Structure or BinrpcType.Array ? Brace(record) : record.Display;
            output.WriteLine(indent + label + value);
            name = null;

            if (record.Type is BinrpcType.Structure or BinrpcType.Array && !record.IsEnd)
                depth++;
        }
    }

    private static string Brace(BinrpcRecord record) => record.IsEnd ? "}" : "{";
}
