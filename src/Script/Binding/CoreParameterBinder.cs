using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Core parameters: <c>name = value</c>, listen, alias, flags and config variables.</summary>
internal sealed class CoreParameterBinder(BindingScope scope, Snapshot? keep = null)
{
    /// <summary>The catalogue entry that declares core parameters.</summary>
    public const string ModuleName = "core-settings";

    private const int MaxFlag = 31;

    /// <summary><c>name = value</c></summary>
    public void Set(ParameterSyntax syntax) => Set(syntax.Name.Text, syntax.Name.Span, syntax.Value);

    /// <summary><c>group.name = value</c>; the peer's <c>kemi.*</c> are core parameters.</summary>
    public void Set(ConfigVariableSyntax syntax)
    {
        var name = $"{syntax.Group.Text}.{syntax.Name.Text}";
        if (syntax.Group.Text is "kemi")
        {
            Set(name, syntax.Name.Span, syntax.Value);
            return;
        }

        if (syntax.Value is IntegerSyntax { Value: < 0 })
            scope.Diagnostics.Add(BindingRules.ParameterValue, syntax.Value.Span, string.Empty, name, "a config variable takes no negative number");

        // An instance is a second set of values; the variable itself stays as it is.
        var value = ValueOf(syntax.Value);
        if (syntax.Instance is { } id)
        {
            scope.Settings.Variables.DeclareInstance(syntax.Group.Text, id, syntax.Name.Text, value);
            return;
        }

        var variable = new CfgVariable(syntax.Group.Text, syntax.Name.Text, syntax.Description ?? string.Empty, value);
        scope.Variables[name] = variable;
        scope.Settings.Variables.Declare(variable);
    }

    /// <summary><c>listen = …</c></summary>
    public void Add(ListenSyntax syntax)
    {
        foreach (var entry in syntax.Entries)
        {
            foreach (var protocol in Protocols(entry.Address))
            {
                foreach (var host in entry.Address.Hosts)
                {
                    scope.Settings.Listen.Add(new ListenAddress(
                        protocol,
                        host.Text,
                        PortOf(entry.Address),
                        entry.Advertise?.Hosts[0].Text,
                        entry.Advertise is null ? 0 : PortOf(entry.Advertise),
                        entry.Name?.Value ?? string.Empty,
                        entry.Span)
                    {
                        IsVirtual = entry.IsVirtual,
                    });
                }
            }
        }
    }

    /// <summary><c>alias = …</c></summary>
    public void Add(AliasSyntax syntax)
    {
        foreach (var host in syntax.Hosts)
        {
            var protocol = host.Protocol switch
            {
                "udp" => TransportProtocol.Udp,
                "tcp" => TransportProtocol.Tcp,
                "tls" => TransportProtocol.Tls,
                "sctp" => TransportProtocol.Sctp,
                _ => TransportProtocol.None,
            };
            scope.Settings.Aliases.Add(new HostAlias(protocol, host.Hosts[0].Text.ToLowerInvariant(), PortOf(host)));
        }
    }

    /// <summary>Gives parameters that need a restart the values of the running generation.</summary>
    public void KeepRunning()
    {
        foreach (var given in keep?.Settings.Given ?? [])
        {
            if (given.Parameter.Reloadable)
                continue;

            given.Parameter.Set(scope.Settings, given.Value);
            scope.Settings.Given.Add(given);
        }
    }

    /// <summary><c>flags A:1, B</c>: a flag without a number gets the lowest free one.</summary>
    public void Declare(FlagsSyntax syntax)
    {
        var flags = syntax.IsAvp ? scope.AvpFlags : scope.Flags;
        foreach (var flag in syntax.Flags)
        {
            if (flag.Number is < 0 or > MaxFlag)
                scope.Diagnostics.Add(BindingRules.FlagRange, flag.Span, string.Empty, flag.Number, MaxFlag);

            var number = flag.Number is { } given ? (int)given : Enumerable.Range(0, MaxFlag + 1).FirstOrDefault(one => !flags.ContainsValue(one));
            if (!flags.TryAdd(flag.Name, number))
                scope.Diagnostics.Add(BindingRules.DuplicateFlag, flag.Span, string.Empty, flag.Name);
        }
    }

    private void Set(string name, SourceSpan span, ExpressionSyntax syntax)
    {
        var parameters = scope.Catalog.Find(ModuleName)?.Parameters ?? [];
        if (parameters.FirstOrDefault(one => one.Name == name) is not { } parameter)
        {
            var known = parameters.Select(static one => one.Name);
            scope.Diagnostics.Add(BindingRules.UnknownCoreParameter, span, Spelling.Nearest(name, known).AsQuestion(), name);
            return;
        }

        if (parameter.ComesFirst && scope.IsPastSettings)
            scope.Diagnostics.Add(BindingRules.ComesTooLate, span, "move it to the top", name);

        var value = ValueOf(syntax);
        if (!CoreParameterTypes.Check(scope, parameter, value, syntax))
            return;

        if (!parameter.Reloadable && keep is not null)
            return;

        scope.Settings.Given.Add(new GivenValue(parameter, value, span));
        if (parameter.Set(scope.Settings, value) is { } problem)
            scope.Diagnostics.Add(BindingRules.ParameterValue, syntax.Span, string.Empty, name, problem);
        else if (name is "log_prefix")
            scope.LogPrefix = syntax as TextSyntax;
        else if (parameter.NoEffect.Length > 0)
            scope.Diagnostics.Add(BindingRules.NoEffect, span, string.Empty, name, parameter.NoEffect);
    }

    private static ScriptValue ValueOf(ExpressionSyntax syntax) => syntax switch
    {
        IntegerSyntax integer => ScriptValue.Of(integer.Value),
        TextSyntax text => ScriptValue.Of(text.Value),
        NameSyntax name => ScriptValue.Of(name.Text),
        _ => ScriptValue.Undefined,
    };

    private List<TransportProtocol> Protocols(HostSyntax address)
    {
        switch (address.Protocol)
        {
            case null or "*":
                return [TransportProtocol.Udp, TransportProtocol.Tcp];
            case "udp":
                return [TransportProtocol.Udp];
            case "tcp":
                return [TransportProtocol.Tcp];
            case "tls":
                return [TransportProtocol.Tls];
            default:
                scope.Diagnostics.Add(BindingRules.ListenerLeftOut, address.Span, "use udp or tcp", address.Protocol, address.Text);
                return [];
        }
    }

    private static int PortOf(HostSyntax host) =>
        host.Port is null ? 0 : int.Parse(host.Port.Text, System.Globalization.CultureInfo.InvariantCulture);
}
