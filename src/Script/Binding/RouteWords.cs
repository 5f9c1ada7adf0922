using Signalbox.Engine.Routing;

namespace Signalbox.Script.Binding;

/// <summary>Kinds of routes as the cfg names them.</summary>
internal static class RouteWords
{
    /// <summary>Name of the unnamed route of a kind: <c>request_route</c>, <c>reply_route</c> …</summary>
    public const string Main = "0";

    private const string BranchFailure = "tm:branch-failure:";

    /// <summary>Kind and name of a block.</summary>
    public static (RouteKinds Kind, string Name) Of(string keyword, string? name) => keyword switch
    {
        "route" or "request_route" => (RouteKinds.Request, name ?? Main),
        "reply_route" => (RouteKinds.Reply, Main),
        "onreply_route" => name is null or Main ? (RouteKinds.Reply, Main) : (RouteKinds.OnReply, name),
        "failure_route" => (RouteKinds.Failure, name ?? Main),
        "branch_route" => (RouteKinds.Branch, name ?? Main),
        "onsend_route" => (RouteKinds.OnSend, name ?? Main),
        _ when name!.StartsWith(BranchFailure, StringComparison.Ordinal) => (RouteKinds.BranchFailure, name[BranchFailure.Length..]),
        _ => (RouteKinds.Event, name!),
    };

    /// <summary>The word for a kind.</summary>
    public static string Word(RouteKinds kind) => kind switch
    {
        RouteKinds.Request => "route",
        RouteKinds.Reply => "reply_route",
        RouteKinds.OnReply => "onreply_route",
        RouteKinds.Failure => "failure_route",
        RouteKinds.Branch => "branch_route",
        RouteKinds.OnSend => "onsend_route",
        _ => "event_route",
    };

    /// <summary>A route as the cfg says it.</summary>
    public static string Say(RouteKinds kind, string name) => (kind, name) switch
    {
        (RouteKinds.Request, Main) => "request_route",
        (_, Main) => Word(kind),
        (RouteKinds.BranchFailure, _) => $"event_route[{BranchFailure}{name}]",
        _ => $"{Word(kind)}[{name}]",
    };
}
