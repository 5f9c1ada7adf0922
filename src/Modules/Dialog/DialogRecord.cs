using System.Globalization;
using System.Text;
using System.Text.Json;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>A call as a row of the database, and back.</summary>
internal static class DialogRecord
{
    private const int MaxProfileText = 512;

    /// <summary>The values of a row. Under the lock of the dialog.</summary>
    public static SqlValue[] Write(SipDialog dialog)
    {
        var texts = dialog.Texts;
        return
        [
            SqlValue.Of(dialog.Entry), SqlValue.Of(dialog.Id), SqlValue.Of(texts[DialogField.CallId]), SqlValue.Of(texts[DialogField.FromUri]),
            SqlValue.Of(texts[DialogField.CallerTag]), SqlValue.Of(texts[DialogField.ToUri]), SqlValue.Of(texts[DialogField.CalleeTag]),
            Number(dialog.CallerCSeq), Number(dialog.CalleeCSeq), SqlValue.OrNull(texts[DialogField.CallerRoutes]),
            SqlValue.OrNull(texts[DialogField.CalleeRoutes]), SqlValue.Of(texts[DialogField.CallerContact]), SqlValue.Of(texts[DialogField.CalleeContact]),
            SqlValue.Of(dialog.CallerSocket?.ToString() ?? string.Empty), SqlValue.Of(dialog.CalleeSocket?.ToString() ?? string.Empty),
            SqlValue.Of((int)dialog.State), SqlValue.Of(dialog.StartTime), SqlValue.Of(dialog.ExpiresAt), SqlValue.Of(dialog.ScriptFlags),
            SqlValue.Of((int)dialog.Options), SqlValue.Of(dialog.TimeoutRoute.Length > 0 ? dialog.TimeoutRoute : null),
            SqlValue.Of(texts[DialogField.RequestUri]), Profiles(dialog),
        ];
    }

    /// <summary>Makes a dialog of a row; null when the row is none that this server can go on with.</summary>
    public static SipDialog? Read(ScriptValue[] row, DialogTable table, ITransportTable transports)
    {
        var state = row[15].ToInteger();
        var callId = Latin1.ToBytes(row[2].ToText());
        if (state is not ((int)DialogState.ConfirmedNoAck or (int)DialogState.Confirmed) || row[0].ToInteger() is < 0 or > int.MaxValue || callId.Length == 0)
            return null;

        var texts = new DialogTexts(512);
        texts.Set(DialogField.CallId, callId);
        Set(texts, DialogField.FromUri, row[3]);
        Set(texts, DialogField.CallerTag, row[4]);
        Set(texts, DialogField.ToUri, row[5]);
        Set(texts, DialogField.CalleeTag, row[6]);
        Set(texts, DialogField.CallerRoutes, row[9]);
        Set(texts, DialogField.CalleeRoutes, row[10]);
        Set(texts, DialogField.CallerContact, row[11]);
        Set(texts, DialogField.CalleeContact, row[12]);
        Set(texts, DialogField.RequestUri, row[21]);
        return new SipDialog(table, texts, table.HashOf(callId))
        {
            Entry = (int)row[0].ToInteger(),
            Id = (uint)row[1].ToInteger(),
            CallerCSeq = (uint)row[7].ToInteger(),
            CalleeCSeq = (uint)row[8].ToInteger(),
            CallerSocket = Find(transports, row[13].ToText()),
            CalleeSocket = Find(transports, row[14].ToText()),
            State = (DialogState)state,
            InitTime = row[16].ToInteger(),
            StartTime = row[16].ToInteger(),
            ExpiresAt = row[17].ToInteger(),
            ScriptFlags = (uint)row[18].ToInteger(),
            Options = (DialogOptions)row[19].ToInteger(),
            TimeoutRoute = row[20].ToText(),
        };
    }

    /// <summary>Names and values of the profiles that a row tells of.</summary>
    public static IEnumerable<(string Name, string Value)> ReadProfiles(string text)
    {
        if (text.Length == 0)
            yield break;

        using var json = TryParse(text);
        if (json is null || json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("profiles", out var profiles) || profiles.ValueKind != JsonValueKind.Array)
            yield break;

        foreach (var one in profiles.EnumerateArray())
        {
            if (one.ValueKind == JsonValueKind.Object && one.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String)
                yield return (name.GetString()!, one.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty);
        }
    }

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SqlValue Profiles(SipDialog dialog)
    {
        if (dialog.Profiles is not { Count: > 0 } profiles)
            return SqlValue.Null;

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("profiles");
            foreach (var (profile, value) in profiles)
            {
                json.WriteStartObject();
                json.WriteString("name", profile.Name);
                if (value is not null)
                    json.WriteString("value", value);

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        // The peer's column ends here; half of a list is none.
        return buffer.Length > MaxProfileText ? SqlValue.Null : SqlValue.Of(Encoding.Latin1.GetString(buffer.ToArray()));
    }

    private static void Set(DialogTexts texts, DialogField field, in ScriptValue value) => texts.Set(field, Latin1.ToBytes(value.ToText()));

    private static SqlValue Number(uint number) => SqlValue.Of(number.ToString(CultureInfo.InvariantCulture));

    private static ListenSocket? Find(ITransportTable transports, string name)
    {
        foreach (var socket in transports.Sockets)
        {
            if (socket.ToString() == name)
                return socket;
        }

        return null;
    }
}
