using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Binding;

/// <summary>What can be wrong with names, types and places.</summary>
internal static class BindingRules
{
    public static readonly DiagnosticRule UnknownModule = new("CFG0201", Severity.Error, "there is no module '{0}'");

    public static readonly DiagnosticRule LoadedTwice = new("CFG0202", Severity.Error, "module '{0}' is loaded already");

    public static readonly DiagnosticRule NotLoaded = new("CFG0203", Severity.Error, "no loaded module matches '{0}'");

    public static readonly DiagnosticRule MissingModule = new("CFG0204", Severity.Error, "module '{0}' needs module '{1}'");

    public static readonly DiagnosticRule UnknownCoreParameter = new("CFG0205", Severity.Error, "there is no core parameter '{0}'");

    public static readonly DiagnosticRule NoEffect = new("CFG0206", Severity.Info, "the core parameter '{0}' has no effect here: {1}");

    public static readonly DiagnosticRule UnknownParameter = new("CFG0207", Severity.Error, "module '{0}' has no parameter '{1}'");

    public static readonly DiagnosticRule ParameterType = new("CFG0208", Severity.Error, "'{0}' takes {1}, found {2}");

    public static readonly DiagnosticRule ParameterValue = new("CFG0209", Severity.Error, "'{0}': {1}");

    public static readonly DiagnosticRule DuplicateRoute = new("CFG0210", Severity.Error, "{0} is defined already");

    public static readonly DiagnosticRule UnknownEvent = new("CFG0211", Severity.Warning, "no loaded module has the event '{0}', so this route never runs");

    public static readonly DiagnosticRule FlagRange = new("CFG0213", Severity.Error, "the flag {0} is outside 0 to {1}");

    public static readonly DiagnosticRule UnknownFlag = new("CFG0214", Severity.Error, "the flag '{0}' is not declared");

    public static readonly DiagnosticRule DuplicateFlag = new("CFG0215", Severity.Error, "the flag '{0}' is declared already");

    public static readonly DiagnosticRule UnknownFunction = new("CFG0220", Severity.Error, "there is no function '{0}'");

    public static readonly DiagnosticRule WrongArity = new("CFG0221", Severity.Error, "'{0}' takes {1}, found {2}");

    public static readonly DiagnosticRule WrongBlock = new("CFG0222", Severity.Error, "'{0}' may not stand in {1}");

    public static readonly DiagnosticRule UnknownRoute = new("CFG0223", Severity.Error, "there is no {0}");

    public static readonly DiagnosticRule BadArgument = new("CFG0224", Severity.Error, "argument {0} of '{1}': {2}");

    public static readonly DiagnosticRule NotConstant = new("CFG0225", Severity.Error, "argument {0} of '{1}' takes a constant, found an expression");

    public static readonly DiagnosticRule UnknownVariable = new("CFG0226", Severity.Error, "there is no variable '${0}'");

    public static readonly DiagnosticRule BadVariable = new("CFG0227", Severity.Error, "'{0}': {1}");

    public static readonly DiagnosticRule UnknownTransformation = new("CFG0228", Severity.Error, "there is no transformation '{{{0}}}'");

    public static readonly DiagnosticRule TransformationArity = new("CFG0229", Severity.Error, "'{{{0}}}' takes {1}, found {2}");

    public static readonly DiagnosticRule ReadOnly = new("CFG0230", Severity.Error, "'{0}' is read-only and cannot be assigned");

    public static readonly DiagnosticRule TransformedTarget = new("CFG0231", Severity.Error, "'{0}' has a transformation and cannot be assigned");

    public static readonly DiagnosticRule TypeMismatch = new("CFG0232", Severity.Error, "'{0}' takes {1} here, found {2}");

    public static readonly DiagnosticRule BadRegex = new("CFG0233", Severity.Error, "{0}");

    public static readonly DiagnosticRule MixedLabels = new("CFG0234", Severity.Error, "this label is {0}, the labels before it are {1}");

    public static readonly DiagnosticRule LabelNotConstant = new("CFG0235", Severity.Error, "a label takes a constant, found '{0}'");

    public static readonly DiagnosticRule DuplicateLabel = new("CFG0236", Severity.Error, "the label {0} stands twice in this switch");

    public static readonly DiagnosticRule EmptySwitch = new("CFG0237", Severity.Warning, "this switch has no label, so it does nothing");

    public static readonly DiagnosticRule ConstantCondition = new("CFG0238", Severity.Warning, "this condition is always {0}");

    public static readonly DiagnosticRule UnknownSelect = new("CFG0239", Severity.Error, "the select '{0}' is not supported yet");

    public static readonly DiagnosticRule TextReturned = new("CFG0240", Severity.Error, "'{0}' takes a number, found the text {1}");

    public static readonly DiagnosticRule BadCondition = new("CFG0241", Severity.Error, "'{0}' cannot be compared with {1}");

    public static readonly DiagnosticRule UnknownAddress = new("CFG0242", Severity.Error, "'{0}' is not an address or network");

    public static readonly DiagnosticRule NotEvaluated = new("CFG0243", Severity.Error, "'{0}' has no value before the server runs");

    public static readonly DiagnosticRule UnsupportedProtocol = new("CFG0244", Severity.Error, "there is no transport '{0}' here");

    public static readonly DiagnosticRule ComesTooLate = new("CFG0246", Severity.Error, "'{0}' stands behind a modparam or a route, expected before them");

    public static readonly DiagnosticRule RouteToArmMissing = new("CFG0247", Severity.Warning, "there is no {0}, so nothing is armed");

    public static readonly DiagnosticRule SelectWithoutValue = new("CFG0248", Severity.Warning, "the select '{0}' is not known here and never has a value");

    public static readonly DiagnosticRule ListenerLeftOut = new("CFG0249", Severity.Warning, "there is no transport '{0}' here, so nothing listens on {1}");

    public static readonly DiagnosticRule Planned = new("CFG0290", Severity.Error, "the module '{0}' is not written yet: its names are known for checking only; take {1} out to start");

    public static readonly DiagnosticRule BehindVariable = new("CFG0360", Severity.Warning, "argument {0} of '{1}': '{2}' behind '{3}' is not used");

    public static readonly DiagnosticRule NewerName = new("CFG0291", Severity.Error, "'{0}' is a name of Kamailio 6, and this configuration is read as one of 5.6");
}
