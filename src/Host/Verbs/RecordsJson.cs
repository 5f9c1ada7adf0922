using System.Text.Json;
using Signalbox.Engine.Diagnostics;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Host.Verbs;

/// <summary>Writes the records of a reply as JSON.</summary>
/// <param name="records">The records.</param>
/// <param name="lists">Names of structures whose members are rows of one list.</param>
internal sealed class RecordsJson(IReadOnlyList<BinrpcRecord> records, params string[] lists)
{
    private int _next;

    /// <summary>Writes all values as items of the array that is open.</summary>
    public void WriteAll(Utf8JsonWriter json)
    {
        while (_next < records.Count)
            WriteValue(json, isList: false);
    }

    private void WriteValue(Utf8JsonWriter json, bool isList)
    {
        var record = records[_next++];
        switch (record.Type)
        {
            case BinrpcType.Structure when !isList:
                json.WriteStartObject();
                WriteMembers(json, withNames: true);
                json.WriteEndObject();
                break;
            case BinrpcType.Structure or BinrpcType.Array:
                json.WriteStartArray();
                WriteMembers(json, withNames: false);
                json.WriteEndArray();
                break;
            case BinrpcType.Integer:
                json.WriteNumberValue(record.Scaled);
                break;
            default:
                json.WriteStringValue(ShownText.Of(record.Display));
                break;
        }
    }

    private void WriteMembers(Utf8JsonWriter json, bool withNames)
    {
        while (_next < records.Count && !records[_next].IsEnd)
        {
            var isList = false;
            if (records[_next].Type == BinrpcType.Name)
            {
                var name = records[_next++].Text;
                isList = lists.Contains(name, StringComparer.Ordinal);
                if (withNames)
                    json.WritePropertyName(name);
            }

            WriteValue(json, isList);
        }

        _next++;
    }
}
