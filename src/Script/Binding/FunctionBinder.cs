using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Resolves calls by name and number of arguments, and converts constant arguments.</summary>
internal sealed partial class FunctionBinder(BindingScope scope, VariableBinder variables, ExpressionBinder expressions)
{
    private const int MaxMessageFlag = 31;

    /// <summary>A call; null after an error.</summary>
    public CompiledInvocation? Bind(CallSyntax call)
    {
        var name = call.Name.Text;
        if (name is "route")
            return BindRoute(call);

        var candidates = scope.FindFunctions(name, Surfaces.Cfg);
        if (candidates.Count == 0)
        {
            var hint = scope.HintFor(name, static module => module.Functions.Where(static one => one.Surface.HasFlag(Surfaces.Cfg)).Select(static one => one.Name));
            return Refuse(BindingRules.UnknownFunction, call.Name.Span, hint, name);
        }

        var count = call.Arguments.Count;
        var (module, function) = candidates.Find(one => count >= one.Function.MinArity && count <= one.Function.MaxArity);
        if (function is null)
            return RefuseArity(call, candidates);

        if (!MayStand(function.Routes, expressions.Block))
            return Refuse(BindingRules.WrongBlock, call.Name.Span, HintForBlock(function), name, RouteWords.Word(expressions.Block));

        scope.CallsBlocking |= function.Blocking;
        NoteScript(module.Instance, function, call);
        var arguments = new CompiledExpression[count];
        for (var i = 0; i < count; i++)
            arguments[i] = BindArgument(function, call.Arguments[i], i + 1);

        return new CompiledCall(module.Instance, function, arguments, CallPosition.Of(name, expressions.Block, scope.RouteName, call.Span), setsReturnCode: !module.Descriptor.Implicit);
    }

    // As in the peer, an event_route takes what request_route takes, too: it runs on a request in most cases.
    private static bool MayStand(RouteKinds routes, RouteKinds block) =>
        routes.HasFlag(block) || (block == RouteKinds.Event && routes.HasFlag(RouteKinds.Request));

    private void NoteScript(object module, FunctionDescriptor function, CallSyntax call)
    {
        if (module is not IScriptModule script)
            return;

        if (function.Blocking)
            scope.OpenScripts.Add(script);

        if (call.Arguments.Count > 0 && function.Parameters[0].Kind == ArgumentKind.ScriptFunction && ConstantText(call.Arguments[0]) is { } name)
            scope.NamedFunctions.Add(new NamedFunction(function.Name, name, call.Arguments[0].Span, script));
    }

    private static string? ConstantText(ExpressionSyntax argument) => argument switch
    {
        NameSyntax name => name.Text,
        TextSyntax text when !text.Value.Contains('$', StringComparison.Ordinal) => text.Value,
        _ => null,
    };

    private CompiledInvocation? RefuseArity(CallSyntax call, List<(ModuleInstance Module, FunctionDescriptor Function)> candidates)
    {
        var most = candidates.Max(static one => one.Function.MaxArity);
        var counts = Enumerable.Range(0, most + 1).Where(count => candidates.Exists(one => count >= one.Function.MinArity && count <= one.Function.MaxArity)).ToList();
        var isRange = counts.Count == most - counts[0] + 1;
        var wanted = isRange ? Plural.Range(counts[0], most, "argument") : $"{string.Join(", ", counts[..^1])} or {Plural.Of(most, "argument")}";
        return Refuse(BindingRules.WrongArity, call.Span, string.Empty, call.Name.Text, wanted, call.Arguments.Count);
    }

    private static string HintForBlock(FunctionDescriptor function)
    {
        var words = new List<string>();
        foreach (var kind in (ReadOnlySpan<RouteKinds>)[RouteKinds.Request, RouteKinds.Reply, RouteKinds.OnReply, RouteKinds.Failure, RouteKinds.Branch, RouteKinds.OnSend, RouteKinds.Event])
        {
            if (function.Routes.HasFlag(kind))
                words.Add(RouteWords.Word(kind));
        }

        return $"it may stand in: {string.Join(", ", words)}";
    }

    private CompiledInvocation? BindRoute(CallSyntax call)
    {
        if (call.Arguments.Count != 1)
            return Refuse(BindingRules.WrongArity, call.Span, "write route(NAME)", "route", "1 argument", call.Arguments.Count);

        var argument = call.Arguments[0];
        var name = argument is NameSyntax bare ? bare.Text : null;
        var value = name is null ? expressions.Bind(argument) : null;
        if (value is not null && ConstantFolding.TryFold(value, out var constant))
            name = constant.ToText();

        if (name is null)
            return new CompiledDynamicRouteCall(value!, scope.Routes.Callable, call.Span, scope.Log);

        return scope.Routes.Find(RouteKinds.Request, name) is { } route
            ? new CompiledRouteCall(route)
            : Refuse(BindingRules.UnknownRoute, argument.Span, HintForRoute(RouteKinds.Request, name), RouteWords.Say(RouteKinds.Request, name));
    }

    private string HintForRoute(RouteKinds kind, string name)
    {
        var nearest = Spelling.Nearest(name, scope.Routes.Names(kind));
        if (nearest.Name is not null)
            return nearest.AsQuestion();

        var other = scope.Routes.All.Keys.FirstOrDefault(key => key.Name == name);
        return other.Name is null ? string.Empty : $"there is {RouteWords.Say(other.Kind, name)}";
    }

    private CompiledInvocation? Refuse(DiagnosticRule rule, SourceSpan span, string hint, params object?[] arguments)
    {
        scope.Diagnostics.Add(rule, span, hint, arguments);
        return null;
    }
}
