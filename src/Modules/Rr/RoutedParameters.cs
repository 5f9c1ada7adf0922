using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Rr;

/// <summary>Parameters of the own Route URI that the last loose_route of a worker consumed.</summary>
internal sealed class RoutedParameters
{
    private static readonly object Key = new();
    private readonly ReusableText _parameters = new();
    private RoutingContext? _context;
    private long _message;

    /// <summary>Those of this message, also in its branch routes, which run on the copy of the transaction; empty when none were consumed.</summary>
    public static ReadOnlySpan<byte> Of(RoutingContext context)
    {
        var own = For(context.Worker);
        var isIt = own._message == context.Worker.MessageCount && (ReferenceEquals(own._context, context) || context.Route == RouteKinds.Branch);
        return isIt ? own._parameters.Span : default;
    }

    /// <summary>Remembers them for this message.</summary>
    public static void Set(RoutingContext context, ReadOnlySpan<byte> parameters)
    {
        var own = For(context.Worker);
        own._context = context;
        own._message = context.Worker.MessageCount;
        own._parameters.Set(parameters);
    }

    private static RoutedParameters For(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Key, out var known))
            return (RoutedParameters)known;

        var made = new RoutedParameters();
        worker.Locals.Add(Key, made);
        return made;
    }
}
