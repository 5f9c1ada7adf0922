using System.Text.RegularExpressions;
using Signalbox.Engine.Values;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>What dlg.list_match looks for: a key, an operator and a value.</summary>
internal sealed class DialogCriterion
{
    private readonly DialogField _field;
    private readonly bool _isTime;
    private readonly Predicate<string> _matches;
    private readonly Predicate<long> _matchesTime;

    private DialogCriterion(DialogField field, bool isTime, Predicate<string> matches, Predicate<long> matchesTime)
    {
        _field = field;
        _isTime = isTime;
        _matches = matches;
        _matchesTime = matchesTime;
    }

    /// <summary>Reads one.</summary>
    /// <returns>Null with the peer's text when something is wrong.</returns>
    public static DialogCriterion? Parse(string key, string operation, string value, out string error)
    {
        error = "Invalid matching key parameter";
        if (Array.IndexOf(Keys, key) < 0)
            return null;

        error = "Invalid matching operator parameter";
        if (key == "start_ts")
            return ParseTime(operation, value);

        if (Compile(operation, value) is not { } matches)
            return null;

        return new DialogCriterion(FieldOf(key), isTime: false, matches, static _ => false);
    }

    /// <summary>True when a dialog is meant.</summary>
    public bool Matches(SipDialog dialog)
    {
        if (_isTime)
            return _matchesTime(dialog.StartTime);

        string text;
        lock (dialog.Gate)
            text = Latin1.ToText(dialog.Texts[_field]);

        return _matches(text);
    }

    private static readonly string[] Keys = ["ruri", "furi", "turi", "callid", "start_ts"];

    private static DialogField FieldOf(string key) => key switch
    {
        "ruri" => DialogField.RequestUri,
        "furi" => DialogField.FromUri,
        "turi" => DialogField.ToUri,
        _ => DialogField.CallId,
    };

    private static Predicate<string>? Compile(string operation, string value)
    {
        switch (operation)
        {
            case "eq":
                return text => text == value;
            case "sw":
                return text => text.StartsWith(value, StringComparison.Ordinal);
            case "re":
                return CompileRegex(value);
            default:
                return null;
        }
    }

    private static Predicate<string>? CompileRegex(string value)
    {
        try
        {
            // Linear in time whatever an operator writes.
            var regex = new Regex(value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return regex.IsMatch;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static DialogCriterion? ParseTime(string operation, string value)
    {
        if (!IntegerText.TryParse(value, out var time))
            return null;

        Predicate<long>? matches = operation switch
        {
            "eq" => start => start == time,
            "gt" => start => start > time,
            "lt" => start => start < time,
            _ => null,
        };
        return matches is null ? null : new DialogCriterion(default, isTime: true, static _ => false, matches);
    }
}
