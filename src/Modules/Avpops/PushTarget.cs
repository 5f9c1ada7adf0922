using Signalbox.Engine.Catalog;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Avpops;

/// <summary>Where avp_pushto() writes: <c>$ru</c>, <c>$ru/username</c>, <c>$ru/domain</c>, <c>$du</c> or <c>$br</c>.</summary>
internal sealed class PushTarget : IPartsArgument<PushTarget>
{
    private readonly Func<RoutingContext, ReadOnlySpan<byte>, bool> _write;
    private readonly bool _branches;

    private PushTarget(Func<RoutingContext, ReadOnlySpan<byte>, bool> write, bool branches)
    {
        _write = write;
        _branches = branches;
    }

    /// <inheritdoc />
    public static bool TryParse(IReadOnlyList<ArgumentPart> parts, out PushTarget value, out string error)
    {
        error = string.Empty;
        value = (parts[0].Text, parts.Count == 1 ? string.Empty : parts[1].Text) switch
        {
            ("$ru" or "$ruri", "") => new PushTarget(SetUri, branches: true),
            ("$ru" or "$ruri", "username") => new PushTarget(static (context, text) => Rewrite(context, new UriChange { HasUser = true, User = text }), branches: true),
            ("$ru" or "$ruri", "domain") => new PushTarget(static (context, text) => Rewrite(context, new UriChange { Host = text }), branches: true),
            ("$du" or "$duri", "") => new PushTarget(SetDestination, branches: false),
            ("$br", "") => new PushTarget(AddBranch, branches: false),
            _ => null!,
        };
        if (value is null || parts.Count > 2)
            error = $"found '{string.Join('/', parts.Select(static part => part.Text))}', expected $ru, $ru/username, $ru/domain, $du or $br";

        return error.Length == 0;
    }

    /// <summary>Writes one value. Further ones for the request URI make a branch of what stood there before.</summary>
    public bool Write(RoutingContext context, ReadOnlySpan<byte> text, bool isFirst)
    {
        if (!isFirst && _branches && !AddBranch(context, context.RequestUri))
            return false;

        return _write(context, text);
    }

    private static bool SetUri(RoutingContext context, ReadOnlySpan<byte> text)
    {
        if (!SipUriParser.TryParse(text, out _))
            return false;

        context.NewRequestUri.Set(text);
        return true;
    }

    private static bool Rewrite(RoutingContext context, scoped in UriChange change) => UriRewriter.RewriteRequestUri(context, change);

    private static bool SetDestination(RoutingContext context, ReadOnlySpan<byte> text)
    {
        context.DestinationUri.Set(text);
        return true;
    }

    private static bool AddBranch(RoutingContext context, ReadOnlySpan<byte> text)
    {
        if (context.Branches.Add(context.Snapshot.Settings.MaxBranches - 1) is not { } branch)
            return false;

        branch.Uri.Set(text);
        return true;
    }
}
