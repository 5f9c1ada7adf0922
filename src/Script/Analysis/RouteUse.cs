using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Script.Binding;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Analysis;

/// <summary>Finds routes that nothing calls or arms.</summary>
internal sealed class RouteUse(BindingScope scope)
{
    private const RouteKinds Callable = RouteKinds.Request | RouteKinds.Failure | RouteKinds.OnReply | RouteKinds.Branch | RouteKinds.BranchFailure;

    private const int MaxTexts = 2_000;

    private readonly HashSet<(RouteKinds Kind, string Name)> _used = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private RouteKinds _open;

    /// <summary>Reports them.</summary>
    public void Check(ConfigSyntax config)
    {
        var routes = config.Items.OfType<RouteSyntax>().Select(static route => (Syntax: route, Key: RouteWords.Of(route.Keyword.Text, route.Name?.Text))).ToList();
        foreach (var item in config.Items.OfType<ModparamSyntax>())
        {
            if (item.Value is TextSyntax text)
                _texts.Add(text.Value);
        }

        if (_texts.Count > MaxTexts)
            return;

        foreach (var (syntax, key) in routes)
        {
            foreach (var call in SyntaxTree.Walk(syntax).OfType<CallSyntax>())
                Visit(call, key);
        }

        foreach (var (syntax, key) in routes)
        {
            if (syntax.Name is { } name && !scope.Diagnostics.HasMore && IsUnused(key))
                scope.Diagnostics.Add(AnalysisRules.UnusedRoute, name.Span, string.Empty, RouteWords.Say(key.Kind, key.Name));
        }
    }

    private bool IsUnused((RouteKinds Kind, string Name) key) =>
        Callable.HasFlag(key.Kind) && key.Name is not RouteWords.Main && !_open.HasFlag(key.Kind) && !_used.Contains(key) && !_named.Contains(key.Name)
        && !_texts.Exists(text => text.Contains(key.Name, StringComparison.Ordinal));

    private void Visit(CallSyntax call, (RouteKinds Kind, string Name) from)
    {
        if (call.Name.Text is "route")
        {
            Use(RouteKinds.Request, call.Arguments.FirstOrDefault(), from);
            return;
        }

        var candidates = scope.FindFunctions(call.Name.Text, Surfaces.Cfg);
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var parameter = candidates.Select(one => one.Function.Parameters.ElementAtOrDefault(i)).FirstOrDefault(static one => one is { Kind: ArgumentKind.RouteName });
            if (parameter is not null)
                Use(parameter.Route, call.Arguments[i], from);
            else if (call.Arguments[i] is TextSyntax text)
                _named.Add(text.Value);
        }
    }

    /// <summary>A route that only calls itself is not used. A name made at run time can be each of the kind.</summary>
    private void Use(RouteKinds kind, ExpressionSyntax? argument, (RouteKinds Kind, string Name) from)
    {
        var name = argument switch
        {
            NameSyntax bare => bare.Text,
            TextSyntax text when !text.Value.Contains('$', StringComparison.Ordinal) => text.Value,
            IntegerSyntax number => number.ToString(),
            _ => null,
        };
        if (name is null)
            _open |= kind;
        else if ((kind, name) != from)
            _used.Add((kind, name));
    }
}
