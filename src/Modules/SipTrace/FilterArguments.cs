using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>Reads the parameters of siptrace.start: words <c>name=value</c>, or members of a JSON object.</summary>
internal sealed class FilterArguments
{
    /// <summary>Names, for messages.</summary>
    public const string Names = "from, to, user, ip, callid, for, max, script or uri";

    private const long MaxMessages = 1_000_000;
    private static readonly TimeSpan MaxTime = TimeSpan.FromDays(1);
    private UserPattern? _from;
    private UserPattern? _to;
    private UserPattern? _user;
    private AddressRange? _address;
    private string _callId = string.Empty;
    private string _uri = string.Empty;
    private TimeSpan _time = TimeSpan.FromMinutes(10);
    private long _max = 1_000;
    private bool _hasSteps;

    /// <summary>Reads all; null when one is wrong or nothing says what is wanted.</summary>
    public static TraceFilter? Read(RpcCall call, out string error)
    {
        var arguments = new FilterArguments();
        error = string.Empty;
        for (var i = 0; i < call.Parameters.Count; i++)
        {
            if (!arguments.TryTake(call, i, out error))
                return null;
        }

        return arguments.Make(out error);
    }

    private bool TryTake(RpcCall call, int index, out string error)
    {
        error = string.Empty;
        var parameter = call.Parameters[index];
        if (parameter.HasMembers)
        {
            foreach (var (name, value) in parameter.Members)
            {
                if (!TrySet(name, value.ToText(), out error))
                    return false;
            }

            return true;
        }

        if (call.NameOf(index) is { Length: > 0 } given)
            return TrySet(given, parameter.ToText(), out error);

        var text = parameter.ToText();
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0)
            return TrySet(text[..equals], text[(equals + 1)..], out error);

        error = $"found '{text}', expected name=value with {Names}";
        return false;
    }

    private bool TrySet(string name, string value, out string error)
    {
        error = value.Length == 0 ? $"'{name}' has no value" : string.Empty;
        switch (name)
        {
            case "from": _from = new UserPattern(value); break;
            case "to": _to = new UserPattern(value); break;
            case "user": _user = new UserPattern(value); break;
            case "callid": _callId = value; break;
            case "uri": _uri = value; break;
            case "ip" when (_address = AddressRange.Parse(value)) is null: error = $"'{value}' is no address and no network"; break;
            case "ip": break;
            case "for" when !TryReadTime(value, out _time): error = $"'{value}' is no time of 1s to 24h, such as 90s, 10m or 2h"; break;
            case "for": break;
            case "max" when !IntegerText.TryParse(value, out _max) || _max is < 1 or > MaxMessages: error = $"'{value}' is no number of 1 to {MaxMessages}"; break;
            case "max": break;
            case "script" when value is not ("on" or "off" or "1" or "0" or "true" or "false"): error = $"'{value}' is neither on nor off"; break;
            case "script": _hasSteps = value is "on" or "1" or "true"; break;
            default: error = $"unknown name '{name}', expected {Names}"; break;
        }

        return error.Length == 0;
    }

    private TraceFilter? Make(out string error)
    {
        error = string.Empty;
        var target = _uri.Length > 0 ? TraceTarget.Parse(_uri) : null;
        if (_uri.Length > 0 && target is null)
            error = $"'{_uri}' is no SIP URI";
        else if (_from is null && _to is null && _user is null && _address is null && _callId.Length == 0)
            error = "nothing says what to trace: give from, to, user, ip or callid";

        if (error.Length > 0)
            return null;

        return new TraceFilter
        {
            From = _from, To = _to, User = _user, Address = _address, CallId = Latin1.ToBytes(_callId), Target = target, TargetText = _uri, HasSteps = _hasSteps,
            Until = Environment.TickCount64 + (long)_time.TotalMilliseconds, Max = _max,
        };
    }

    private static bool TryReadTime(string text, out TimeSpan time)
    {
        var unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, _ => 0 };
        time = default;
        if (!IntegerText.TryParse(unit == 0 ? text : text[..^1], out var number) || number is < 1 or > 86_400)
            return false;

        time = TimeSpan.FromSeconds(number * Math.Max(unit, 1));
        return time <= MaxTime;
    }
}
