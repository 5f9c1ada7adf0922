using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Parsing;

/// <summary>What can be wrong with the order of tokens.</summary>
internal static class SyntaxRules
{
    public static readonly DiagnosticRule Unexpected = new("CFG0250", Severity.Error, "found {0}, expected {1}");

    public static readonly DiagnosticRule MissingSemicolon = new("CFG0251", Severity.Error, "found {0}, expected ';' after this statement");

    public static readonly DiagnosticRule UnclosedBlock = new("CFG0252", Severity.Error, "this '{{' has no '}}' before {0}");

    public static readonly DiagnosticRule EmptyBlock = new("CFG0253", Severity.Error, "found an empty block, expected at least one statement");

    public static readonly DiagnosticRule BareName = new("CFG0254", Severity.Error, "found the name '{0}', expected a value");

    public static readonly DiagnosticRule ForeignStatement = new("CFG0255", Severity.Error, "'{0}' is not a statement of this language");

    public static readonly DiagnosticRule ForeignOperator = new("CFG0256", Severity.Error, "'{0}' is not an operator of this language");

    public static readonly DiagnosticRule LooseBlock = new("CFG0257", Severity.Error, "found a block on its own, expected a statement");

    public static readonly DiagnosticRule StrayElse = new("CFG0258", Severity.Error, "found 'else' without an 'if' before it");

    public static readonly DiagnosticRule CallInArguments = new("CFG0259", Severity.Error, "'{0}' is called inside the arguments of '{1}'");

    public static readonly DiagnosticRule MissingParenthesis = new("CFG0260", Severity.Error, "found {0}, expected ')'");

    public static readonly DiagnosticRule UnknownBlock = new("CFG0261", Severity.Error, "'{0}' is not a kind of route block");

    public static readonly DiagnosticRule BlockTakesNoName = new("CFG0262", Severity.Error, "'{0}' takes no name in brackets");

    public static readonly DiagnosticRule BadRouteName = new("CFG0263", Severity.Error, "found {0}, expected the name of a route");

    public static readonly DiagnosticRule BadEventName = new("CFG0264", Severity.Error, "found {0}, expected the name of an event like module:event");

    public static readonly DiagnosticRule ExtraBrace = new("CFG0265", Severity.Error, "found a '}}' that closes nothing");

    public static readonly DiagnosticRule AssignmentAsCondition = new("CFG0266", Severity.Warning, "this condition assigns a value, so it always holds");

    public static readonly DiagnosticRule MissingParentheses = new("CFG0267", Severity.Error, "'{0}' is called without parentheses");

    public static readonly DiagnosticRule BadNumber = new("CFG0268", Severity.Error, "'{0}' is not a number");

    public static readonly DiagnosticRule TooDeep = new("CFG0269", Severity.Error, "more than {0} blocks or expressions are nested here");
}
