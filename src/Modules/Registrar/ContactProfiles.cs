using Signalbox.Engine.Routing;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Contacts that a worker fetched under a name, for <c>$ulc</c>.</summary>
internal static class ContactProfiles
{
    /// <summary>Name of the profile that holds an expired contact during its event.</summary>
    public const string Expired = "exp";

    private const int MaxProfiles = 64;
    private static readonly object Owner = new();

    /// <summary>The contacts of a profile; empty when there is none.</summary>
    public static Contact[] Get(WorkerState worker, string profile) =>
        worker.Locals.TryGetValue(Owner, out var all) && ((Dictionary<string, Contact[]>)all).TryGetValue(profile, out var found) ? found : [];

    /// <summary>Keeps contacts; false when there are too many profiles.</summary>
    public static bool Set(WorkerState worker, string profile, Contact[] contacts)
    {
        if (!worker.Locals.TryGetValue(Owner, out var found))
            worker.Locals.Add(Owner, found = new Dictionary<string, Contact[]>(StringComparer.Ordinal));

        var all = (Dictionary<string, Contact[]>)found;
        if (all.Count >= MaxProfiles && !all.ContainsKey(profile))
            return false;

        all[profile] = contacts;
        return true;
    }

    /// <summary>Forgets a profile.</summary>
    public static void Free(WorkerState worker, string profile)
    {
        if (worker.Locals.TryGetValue(Owner, out var all))
            ((Dictionary<string, Contact[]>)all).Remove(profile);
    }
}
