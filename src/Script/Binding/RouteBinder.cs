using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Script.Compilation;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Declares all routes of a cfg, then binds their bodies, because they call each other.</summary>
internal sealed class RouteBinder(BindingScope scope)
{
    private static readonly string[] KnownEvents = [CoreEvents.PreRouting, CoreEvents.ParseError, CoreEvents.MessageReceived];

    private readonly List<(RouteKinds Kind, string Name, CfgRoute Route, BlockSyntax Body)> _bodies = [];

    /// <summary>Makes the name known.</summary>
    public void Declare(RouteSyntax syntax)
    {
        var (kind, name) = RouteWords.Of(syntax.Keyword.Text, syntax.Name?.Text);
        var position = CallPosition.Of(syntax.Keyword.Text, kind, name, syntax.Keyword.Span);
        var route = new CfgRoute(RouteWords.Say(kind, name), scope.Settings.MaxRecursiveLevel, position, scope.Log) { RouteName = name };
        if (!scope.Routes.TryAdd(kind, name, route))
        {
            // Several blocks of the main route are one; every other name is there once.
            if (kind != RouteKinds.Request || name != RouteWords.Main)
                scope.Diagnostics.Add(BindingRules.DuplicateRoute, syntax.Name?.Span ?? syntax.Keyword.Span, string.Empty, route.Name);

            route = scope.Routes.Find(kind, name)!;
        }

        if (kind == RouteKinds.Event)
            WarnAboutEvent(syntax, name);

        _bodies.Add((kind, name, route, syntax.Body));
    }

    /// <summary>Binds what the routes do.</summary>
    public void BindBodies()
    {
        var expressions = new ExpressionBinder(scope, new VariableBinder(scope));
        var statements = new StatementBinder(scope, expressions);
        foreach (var (kind, name, route, body) in _bodies)
        {
            expressions.Block = kind;
            scope.RouteName = name;
            route.Append(statements.BindAll(body.Statements));
        }
    }

    private void WarnAboutEvent(RouteSyntax syntax, string name)
    {
        var known = scope.Modules.SelectMany(static module => module.Descriptor.Events).Select(static one => one.Name).Concat(KnownEvents).ToList();
        if (!known.Exists(one => IsNamedBy(name, one)))
            scope.Diagnostics.Add(BindingRules.UnknownEvent, syntax.Name!.Span, Spelling.Nearest(name, known).AsQuestion(), name);
    }

    // An event of one of many things is declared as "module:event:<thing>".
    private static bool IsNamedBy(string name, string declared)
    {
        var mark = declared.IndexOf('<', StringComparison.Ordinal);
        return mark < 0 ? name == declared : name.Length > mark && name.StartsWith(declared[..mark], StringComparison.Ordinal);
    }
}
