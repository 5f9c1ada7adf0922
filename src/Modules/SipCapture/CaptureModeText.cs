namespace Signalbox.Modules.SipCapture;

/// <summary>Reads <c>capture_mode</c>, <c>mt_mode</c>, <c>hash_source</c> and table lists.</summary>
internal static class CaptureModeText
{
    /// <summary>Reads <c>name=&gt;db_url=…;table_name=a|b;mt_mode=…;hash_source=…</c>; as in the peer, no semicolon may stand at the end.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public static string? TryRead(string text, out string name, out CaptureMode? mode)
    {
        mode = null;
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        name = arrow > 0 ? text[..arrow].Trim() : string.Empty;
        if (name.Length == 0)
            return "expected name=>db_url=...;table_name=...;mt_mode=...";

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text[(arrow + 2)..].Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.Length == 0)
                return $"capture mode '{name}': nothing stands behind a semicolon; take it away";

            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || part[..equals] is not ("db_url" or "table_name" or "mt_mode" or "hash_source"))
                return $"'{part}' is no setting of a capture mode; expected db_url, table_name, mt_mode or hash_source";

            values[part[..equals]] = part[(equals + 1)..];
        }

        foreach (var required in (string[])["db_url", "table_name", "mt_mode"])
        {
            if (!values.ContainsKey(required))
                return $"capture mode '{name}' has no {required}";
        }

        return TryCreate(values["db_url"], values["table_name"], values["mt_mode"], values.GetValueOrDefault("hash_source", "call_id"), out mode);
    }

    /// <summary>Makes a mode of its parts.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public static string? TryCreate(string dbUrl, string tables, string choiceText, string sourceText, out CaptureMode? mode)
    {
        mode = null;
        var names = tables.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
            return "table_name is empty";

        if (ChoiceOf(choiceText) is not { } choice)
            return $"'{choiceText}' is no mt_mode; expected rand, round_robin or hash";

        if (SourceOf(sourceText) is not { } source)
            return $"'{sourceText}' is no hash_source; expected call_id, from_user or to_user";

        mode = new CaptureMode(dbUrl, names, choice, source);
        return null;
    }

    private static TableChoice? ChoiceOf(string text) => text switch
    {
        "rand" => TableChoice.Random,
        "round_robin" => TableChoice.RoundRobin,
        "hash" => TableChoice.Hash,
        _ => null,
    };

    private static HashSource? SourceOf(string text) => text.ToUpperInvariant() switch
    {
        "CALL_ID" => HashSource.CallId,
        "FROM_USER" => HashSource.FromUser,
        "TO_USER" => HashSource.ToUser,
        _ => null,
    };
}
