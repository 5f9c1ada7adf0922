using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Core.Api;

/// <summary>Texts of addresses, kept per worker so that asking for the same peer again costs nothing.</summary>
internal sealed class AddressTexts
{
    private const int MaxKept = 4096;
    private static readonly object Owner = new();
    private readonly Dictionary<HostEndPoint, string> _hosts = [];

    /// <summary>The address without port and brackets, e.g. <c>192.0.2.1</c> or <c>2001:db8::1</c>.</summary>
    public static string Host(WorkerState worker, in HostEndPoint endPoint)
    {
        var kept = Of(worker)._hosts;
        if (kept.TryGetValue(endPoint, out var text))
            return text;

        if (kept.Count >= MaxKept)
            kept.Clear();

        text = endPoint.HostText();
        kept.Add(endPoint, text);
        return text;
    }

    private static AddressTexts Of(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Owner, out var found))
            return (AddressTexts)found;

        var made = new AddressTexts();
        worker.Locals.Add(Owner, made);
        return made;
    }
}
