using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Makes a destination the one of a request or of a branch.</summary>
internal static class DestinationWriter
{
    /// <summary>Sends the request there; false when the request URI cannot be read.</summary>
    /// <param name="context">The request.</param>
    /// <param name="uri">URI of the destination.</param>
    /// <param name="place">Where it goes.</param>
    public static bool Apply(RoutingContext context, ReadOnlySpan<byte> uri, DispatchMode place)
    {
        if (place == DispatchMode.RequestUri)
            return TryRewrite(context, uri, context.NewRequestUri);

        context.DestinationUri.Set(uri);
        return true;
    }

    /// <summary>Adds a branch that goes there, as far as there may be more branches.</summary>
    /// <param name="context">The request.</param>
    /// <param name="target">The destination.</param>
    /// <param name="place">Where it goes.</param>
    public static Branch? AddBranch(RoutingContext context, DispatchTarget target, DispatchMode place)
    {
        if (context.Branches.Add(context.Snapshot.Settings.MaxBranches - 1) is not { } branch)
            return null;

        branch.Uri.Set(context.RequestUri);
        if (place == DispatchMode.RequestUri)
            TryRewrite(context, target.UriBytes, branch.Uri);
        else
            branch.DestinationUri.Set(target.UriBytes);

        return branch;
    }

    // Scheme and user stay; all from the host on is the destination's (the peer's rule). Without a user all but the scheme is.
    private static bool TryRewrite(RoutingContext context, ReadOnlySpan<byte> uri, ReusableText output)
    {
        var text = context.RequestUri;
        if (!SipUriParser.TryParse(uri, out var parts) || !SipUriParser.TryParse(text, out var old) || old.Host.IsEmpty)
            return false;

        var writer = context.Worker.RentWriter();
        writer.Write(text[..(old.HasUser ? old.Host.Start : old.SchemeText.End + 1)]);
        writer.Write(uri[(old.HasUser ? parts.Host.Start : parts.SchemeText.End + 1)..]);
        output.Set(writer.Written);
        context.Worker.Return(writer);
        return true;
    }
}
