using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>What can be wrong with characters and preprocessor lines.</summary>
internal static class TextRules
{
    public static readonly DiagnosticRule FileNotFound = new("CFG0100", Severity.Error, "the configuration file '{0}' {1}");

    public static readonly DiagnosticRule UnclosedText = new("CFG0101", Severity.Error, "this {0} opens a text that is never closed");

    public static readonly DiagnosticRule UnclosedComment = new("CFG0102", Severity.Error, "this comment is never closed, expected '*/'");

    public static readonly DiagnosticRule UnclosedVariable = new("CFG0103", Severity.Error, "this variable is never closed, expected {0} more ')'");

    public static readonly DiagnosticRule UnexpectedCharacter = new("CFG0104", Severity.Error, "found the character {0}, which means nothing here");

    public static readonly DiagnosticRule NumberTooLarge = new("CFG0105", Severity.Error, "the number {0} does not fit into 64 bits");

    public static readonly DiagnosticRule MissingVariableName = new("CFG0106", Severity.Error, "found a '{0}' without a name behind it");

    public static readonly DiagnosticRule AlreadyDefined = new("CFG0110", Severity.Error, "'{0}' is already defined");

    public static readonly DiagnosticRule MissingEndif = new("CFG0111", Severity.Error, "this #!{0} has no #!endif");

    public static readonly DiagnosticRule ExtraEndif = new("CFG0112", Severity.Error, "this #!endif closes nothing: there is no open #!ifdef, #!ifndef or #!ifexp");

    public static readonly DiagnosticRule ExtraElse = new("CFG0113", Severity.Warning, "this #!else belongs to no open #!ifdef, #!ifndef or #!ifexp");

    public static readonly DiagnosticRule DirectiveNeedsName = new("CFG0114", Severity.Error, "#!{0} needs a name, found {1}");

    public static readonly DiagnosticRule MissingEnvironment = new("CFG0115", Severity.Error, "the environment has no variable '{0}'");

    public static readonly DiagnosticRule IncludeNotFound = new("CFG0116", Severity.Error, "the included file '{0}' {1}");

    public static readonly DiagnosticRule IncludeNotQuoted = new("CFG0117", Severity.Error, "found {0}, expected the file name in quotes");

    public static readonly DiagnosticRule IncludeTooDeep = new("CFG0118", Severity.Error, "'{0}' is included more than {1} levels deep");

    public static readonly DiagnosticRule BadSubstitution = new("CFG0119", Severity.Error, "the rule of #!{0} is not complete: {1}");

    public static readonly DiagnosticRule EndlessDefine = new("CFG0120", Severity.Error, "the value of '{0}' leads back to '{0}'");

    public static readonly DiagnosticRule BadDirectiveExpression = new("CFG0121", Severity.Error, "#!{0}: found {1}, expected {2}");

    public static readonly DiagnosticRule TooMuchText = new("CFG0190", Severity.Error, "{0}");

    public static readonly DiagnosticRule TooManyFindings = new("CFG0199", Severity.Info, "there are more findings, the first {0} errors and {1} other findings are shown");

    public static readonly DiagnosticRule CommentInDefine = new("CFG0122", Severity.Warning, "the value of '{0}' has a comment in it, which is left out here");
}
