using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Sends requests to registered contacts: the best becomes the request URI, the others further destinations.</summary>
/// <param name="settings">Parameters.</param>
/// <param name="connections">Open connections.</param>
internal sealed class ContactLookup(RegistrarSettings settings, IConnections connections)
{
    /// <summary>No contact.</summary>
    public const int None = -1;

    /// <summary>Contacts, but none that takes the method.</summary>
    public const int NotAllowed = -2;

    /// <summary>The URI cannot be read.</summary>
    public const int Failed = -3;

    /// <summary>Fills request URI and destination set.</summary>
    /// <param name="context">The request.</param>
    /// <param name="contacts">Contacts of the address, best first.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <param name="branchesOnly">True to leave the request URI alone.</param>
    /// <returns>1, <see cref="None"/> or <see cref="NotAllowed"/>.</returns>
    public int Use(RoutingContext context, ReadOnlySpan<Contact> contacts, long now, bool branchesOnly)
    {
        var result = None;
        var limit = context.Snapshot.Settings.MaxBranches - 1;
        var hasMain = branchesOnly;
        var flags = settings.FiltersFlags ? settings.Xavps.Number(context, "rlf_bflags", 0) : 0;
        foreach (var contact in contacts)
        {
            if ((contact.IsExpired(now) && !settings.UsesExpired) || (flags != 0 && (contact.BranchFlags & flags) == 0) || !IsReachable(contact))
                continue;

            if (settings.FiltersMethods && !MethodSet.Takes(contact.Methods, context.Message.Method))
            {
                result = result == None ? NotAllowed : result;
                continue;
            }

            result = 1;
            if (!hasMain)
                SetMain(context, contact, now);
            else if (context.Branches.Add(limit) is { } branch)
                SetBranch(branch, contact);

            hasMain = true;
            if (!settings.AppendsBranches)
                break;
        }

        return result;
    }

    /// <summary>Puts the best contact in the place of a branch and adds the others; without any the branch stays.</summary>
    public void UseFor(RoutingContext context, Branch branch, ReadOnlySpan<Contact> contacts, long now)
    {
        var limit = context.Snapshot.Settings.MaxBranches - 1;
        var target = branch;
        foreach (var contact in contacts)
        {
            if (contact.IsExpired(now) || !IsReachable(contact))
                continue;

            if ((target ?? context.Branches.Add(limit)) is not { } free)
                return;

            SetBranch(free, contact);
            target = null;
        }
    }

    private bool IsReachable(Contact contact) =>
        !settings.FiltersConnections || contact.ConnectionId == 0 || connections.Find(contact.ConnectionId) is not null;

    private void SetMain(RoutingContext context, Contact contact, long now)
    {
        settings.Xavps.Show(context, contact, now);
        context.NewRequestUri.Set(contact.Uri);
        context.Ruid.Set(contact.Ruid);
        context.LocationUserAgent.Set(contact.UserAgent);
        context.Instance.Set(contact.Instance);
        context.Q = contact.Q;
        context.BranchFlags = contact.BranchFlags;
        SetRoute(context.Path, context.DestinationUri, contact);
        if (contact.Socket is not null)
            context.ForcedSocket = contact.Socket;
    }

    private static void SetBranch(Branch branch, Contact contact)
    {
        branch.Uri.Set(contact.Uri);
        branch.Ruid.Set(contact.Ruid);
        branch.UserAgent.Set(contact.UserAgent);
        branch.Instance.Set(contact.Instance);
        branch.Q = contact.Q;
        branch.Flags = contact.BranchFlags;
        branch.ForcedSocket = contact.Socket;
        SetRoute(branch.Path, branch.DestinationUri, contact);
    }

    private static void SetRoute(ReusableText path, ReusableText destination, Contact contact)
    {
        path.Clear();
        destination.Clear();
        if (contact.Path.Length > 0)
        {
            path.Set(contact.Path);
            destination.Set(PathHeader.FirstHop(contact.Path));
        }
        else if (contact.Received.Length > 0)
        {
            destination.Set(contact.Received);
        }
    }
}
