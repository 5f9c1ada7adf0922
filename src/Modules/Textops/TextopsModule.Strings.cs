using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Textops;

/// <content>Comparisons of texts.</content>
internal sealed partial class TextopsModule
{
    [Function("starts_with", Routes = RouteKinds.Any, Summary = "True when the first text begins with the second.")]
    public static ReturnCode StartsWith(RoutingContext context, ScriptValue text, ScriptValue start)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        using var wanted = new ValueBytes(context.Worker, start);
        return ReturnCode.Of(bytes.Span.StartsWith(wanted.Span));
    }

    [Function("ends_with", Routes = RouteKinds.Any, Summary = "True when the first text ends with the second.")]
    public static ReturnCode EndsWith(RoutingContext context, ScriptValue text, ScriptValue end)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        using var wanted = new ValueBytes(context.Worker, end);
        return ReturnCode.Of(bytes.Span.EndsWith(wanted.Span));
    }

    [Function("cmp_str", Routes = RouteKinds.Any, Summary = "True when the texts are equal.")]
    public static ReturnCode Compare(RoutingContext context, ScriptValue left, ScriptValue right) => ReturnCode.Of(left.TextEquals(right));

    [Function("cmp_istr", Routes = RouteKinds.Any, Summary = "True when the texts are equal without case.")]
    public static ReturnCode CompareIgnoreCase(RoutingContext context, ScriptValue left, ScriptValue right)
    {
        using var first = new ValueBytes(context.Worker, left);
        using var second = new ValueBytes(context.Worker, right);
        return ReturnCode.Of(Latin1.EqualsIgnoreCase(first.Span, second.Span));
    }

    [Function("str_find", Routes = RouteKinds.Any, Summary = "True when the second text is in the first.")]
    public static ReturnCode Find(RoutingContext context, ScriptValue text, ScriptValue wanted)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        using var piece = new ValueBytes(context.Worker, wanted);
        return ReturnCode.Of(bytes.Span.IndexOf(piece.Span) >= 0);
    }

    [Function("str_ifind", Routes = RouteKinds.Any, Summary = "True when the second text is in the first, without case.")]
    public static ReturnCode FindIgnoreCase(RoutingContext context, string text, string wanted) =>
        ReturnCode.Of(text.Contains(wanted, StringComparison.OrdinalIgnoreCase));

    [Function("str_any_in", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when a character of the second text is in the first.")]
    public static ReturnCode AnyIn(RoutingContext context, string text, string characters) => ReturnCode.Of(text.AsSpan().IndexOfAny(characters) >= 0);

    [Function("str_all_in", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "True when the first text has no other characters than those of the second.")]
    public static ReturnCode AllIn(RoutingContext context, string text, string characters) => ReturnCode.Of(text.AsSpan().IndexOfAnyExcept(characters) < 0);

    [Function("search_str", Routes = RouteKinds.Any, Summary = "True when the text matches.")]
    public static ReturnCode SearchText(RoutingContext context, ScriptValue text, ScriptRegex regex)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        return ReturnCode.Of(RegexMatches.IsMatch(regex.Regex, bytes.Span));
    }

    /// <summary>-2 when the text does not match; -1 when there is no such group, or it is not below the number of groups.</summary>
    [Function("regex_substring", Routes = ReadPartRoutes, Summary = "Puts a group of a match into a variable, 0 = the whole match; the number of groups to look at must be above it.")]
    public static ReturnCode Substring(RoutingContext context, ScriptValue text, ExactRegex regex, int group, int groups, [Assigned] VariableReference target)
    {
        if (group < 0 || group >= groups)
            return ReturnCode.False;

        using var bytes = new ValueBytes(context.Worker, text);
        if (!RegexMatches.IsMatch(regex.Regex, bytes.Span))
            return -2;

        if (!RegexMatches.TryFindGroup(regex.Regex, bytes.Span, group, out var place))
            return ReturnCode.False;

        return ReturnCode.Of(target.Write(context, ScriptValue.Of(Latin1.ToText(bytes.Span.Slice(place.Start, place.Length)))));
    }

    /// <summary>1 substituted; -1 when nothing matches or the variable cannot be set, which stays as it is then.</summary>
    [Function("subst_v", Routes = RouteKinds.Any, Summary = "Rewrites a text, /regex/replacement/flags, and puts the result into a variable.")]
    public static ReturnCode SubstituteInto(RoutingContext context, ScriptValue text, Substitution substitution, [Assigned] VariableReference target) =>
        ReturnCode.Of(substitution.TryApply(text.ToText(), out var result) && target.Write(context, ScriptValue.Of(result)));

    [Function("in_list", Routes = RouteKinds.Any, Summary = "True when a text is one of a list, parted by a separator.")]
    public static ReturnCode InList(RoutingContext context, ScriptValue text, ScriptValue list, ScriptValue separator) =>
        InList(context, text, list, separator, asPrefix: false);

    [Function("in_list_prefix", Routes = RouteKinds.Any, Summary = "True when an item of a list is how the text begins.")]
    public static ReturnCode InListPrefix(RoutingContext context, ScriptValue text, ScriptValue list, ScriptValue separator) =>
        InList(context, text, list, separator, asPrefix: true);

    private static ReturnCode InList(RoutingContext context, in ScriptValue text, in ScriptValue list, in ScriptValue separator, bool asPrefix)
    {
        using var wanted = new ValueBytes(context.Worker, text);
        using var items = new ValueBytes(context.Worker, list);
        using var mark = new ValueBytes(context.Worker, separator);
        if (mark.Span.IsEmpty)
            return ReturnCode.False;

        foreach (var range in items.Span.Split(mark.Span[0]))
        {
            var item = items.Span[range];
            if (asPrefix ? !item.IsEmpty && wanted.Span.StartsWith(item) : wanted.Span.SequenceEqual(item))
                return ReturnCode.True;
        }

        return ReturnCode.False;
    }
}
