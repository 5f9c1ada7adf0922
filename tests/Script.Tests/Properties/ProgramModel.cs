using System.Globalization;
using System.Text;

namespace Signalbox.Script.Tests.Properties;

/// <summary>Makes a small script together with what the specification (cfg-language §7) lets it print.</summary>
internal sealed class ProgramModel
{
    private const int Routes = 3;
    private readonly Random _random;
    private readonly Dictionary<string, long> _variables = new(StringComparer.Ordinal);
    private readonly List<Func<Step>> _bodies = [];
    private readonly List<string> _printed = [];
    private long _code;
    private long _returnCode;
    private int _loops;

    /// <summary>Makes one; equal seeds make equal scripts.</summary>
    public ProgramModel(int seed)
    {
        _random = new Random(seed);
        var cfg = new StringBuilder();

        // A route calls routes behind it only, so that every script ends.
        for (var i = Routes - 1; i >= 0; i--)
        {
            var (text, run) = Body(i);
            cfg.Insert(0, $"route[R{i}] {{ {text} $var(end) = 1; }}\n");
            _bodies.Insert(0, run);
        }

        var (main, runMain) = Body(-1);
        cfg.Append(CultureInfo.InvariantCulture, $"request_route {{ $var(a) = 0; $var(b) = 0; $var(c) = 0; {main} $var(end) = 1; }}\n");
        Cfg = cfg.ToString();
        Main = runMain;
    }

    /// <summary>Ways out of a statement.</summary>
    private enum Step
    {
        Next,
        Break,
        Return,
        Exit,
        Drop,
    }

    /// <summary>The script.</summary>
    public string Cfg { get; }

    private Func<Step> Main { get; }

    /// <summary>What is printed, and how the run ends: <c>code</c>, <c>exit</c> or <c>drop</c>.</summary>
    public (string Printed, string End) Run()
    {
        foreach (var name in (ReadOnlySpan<string>)["a", "b", "c"])
            _variables[name] = 0;

        var step = Main();
        var end = step switch { Step.Exit => "exit", Step.Drop => "drop", Step.Break => "0", Step.Return => Number(_code), _ => "1" };
        return (string.Join('\n', _printed), end);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private (string Cfg, Func<Step> Run) Body(int route) => List(route, 3, _random.Next(1, 5));

    private (string Cfg, Func<Step> Run) List(int route, int depth, int count)
    {
        var text = new StringBuilder();
        var steps = new List<Func<Step>>();
        for (; count > 0; count--)
        {
            var (cfg, run) = Statement(route, depth);
            text.Append(cfg).Append(' ');
            steps.Add(run);
        }

        return (text.ToString(), () =>
        {
            foreach (var step in steps)
            {
                if (step() is var way and not Step.Next)
                    return way;
            }

            return Step.Next;
        });
    }

    private (string Cfg, Func<Step> Run) Statement(int route, int depth) => _random.Next(depth > 0 ? 15 : 9) switch
    {
        0 or 1 => Print(),
        2 or 3 => Assign(),
        4 => AssignCode(route),
        5 => Call(),
        6 => CallRoute(route),
        7 => Leave(),
        8 => Print(),
        9 or 10 or 11 => If(route, depth),
        12 => While(route, depth),
        _ => Switch(route, depth),
    };

    private string Variable() => ((string[])["a", "b", "c"])[_random.Next(3)];

    /// <summary>Printing is a call too, so it sets $rc behind it.</summary>
    private (string, Func<Step>) Print()
    {
        var name = Variable();
        return ($"P(\"$var({name}) $rc\");", () =>
        {
            _printed.Add($"{_variables[name]} {_returnCode}");
            _returnCode = 1;
            return Step.Next;
        });
    }

    private (string, Func<Step>) Assign()
    {
        var (target, source, add) = (Variable(), Variable(), _random.Next(-2, 4));
        return ($"$var({target}) = $var({source}) + ({add});", () =>
        {
            _variables[target] = _variables[source] + add;
            return Step.Next;
        });
    }

    /// <summary>Only a plain assignment shows the code that a function gave.</summary>
    private (string, Func<Step>) AssignCode(int route)
    {
        var target = Variable();
        var (cfg, run) = Invocation(route);
        return ($"$var({target}) = {cfg};", () =>
        {
            var way = run();
            _variables[target] = _code;
            return way;
        });
    }

    private (string, Func<Step>) Call()
    {
        var (cfg, run) = Function();
        return ($"{cfg};", run);
    }

    private (string, Func<Step>) CallRoute(int route)
    {
        var (cfg, run) = Invocation(route);
        return ($"{cfg};", run);
    }

    private (string, Func<Step>) Invocation(int route)
    {
        if (route + 1 >= Routes)
            return Function();

        var callee = _random.Next(route + 1, Routes);
        return ($"route(R{callee})", () =>
        {
            var way = _bodies[callee]();
            if (way is Step.Exit or Step.Drop)
                return way;

            _code = way switch { Step.Return => _code, Step.Break => 0, _ => 1 };
            _returnCode = _code;
            return Step.Next;
        });
    }

    /// <summary>A result of 0 ends the script.</summary>
    private (string, Func<Step>) Function()
    {
        var code = _random.Next(12) == 0 ? 0 : _random.Next(2) == 0 ? _random.Next(1, 6) : -_random.Next(1, 6);
        return ($"strange({code})", () =>
        {
            _code = code;
            _returnCode = code;
            return code == 0 ? Step.Exit : Step.Next;
        });
    }

    private (string, Func<Step>) Leave() => _random.Next(8) switch
    {
        0 => ("exit;", () => Step.Exit),
        1 => ("drop;", () => Step.Drop),
        2 => ("return 0;", () => Step.Exit),
        3 => ("return;", () => Returned(1)),
        4 => ("return -1;", () => Returned(-1)),
        5 => ("return 7;", () => Returned(7)),
        _ => ("break;", () => Step.Break),
    };

    private Step Returned(long code)
    {
        _code = code;
        return Step.Return;
    }

    private (string, Func<Step>) If(int route, int depth)
    {
        var (then, runThen) = List(route, depth - 1, _random.Next(1, 3));
        var (other, runOther) = List(route, depth - 1, _random.Next(1, 3));
        var (condition, test) = Condition(route);
        return ($"if ({condition}) {{ {then} }} else {{ {other} }}", () =>
        {
            var way = test(out var holds);
            return way != Step.Next ? way : holds ? runThen() : runOther();
        });
    }

    private delegate Step Test(out bool holds);

    /// <summary>A comparison, or a call: true above 0.</summary>
    private (string, Test) Condition(int route)
    {
        if (_random.Next(3) == 0)
        {
            var (call, run) = Invocation(route);
            return (call, (out bool holds) =>
            {
                var way = run();
                holds = _code > 0;
                return way;
            });
        }

        var (name, limit) = (Variable(), _random.Next(-1, 3));
        return _random.Next(2) == 0
            ? ($"$var({name})", (out bool holds) => Plain(_variables[name] > 0, out holds))
            : ($"$var({name}) < {limit}", (out bool holds) => Plain(_variables[name] < limit, out holds));
    }

    private static Step Plain(bool value, out bool holds)
    {
        holds = value;
        return Step.Next;
    }

    private (string, Func<Step>) While(int route, int depth)
    {
        var counter = $"w{_loops++}";
        var rounds = _random.Next(1, 4);
        var (body, run) = List(route, depth - 1, _random.Next(1, 3));
        return ($"$var({counter}) = 0; while ($var({counter}) < {rounds}) {{ $var({counter}) = $var({counter}) + 1; {body} }}", () =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var way = run();
                if (way == Step.Break)
                    return Step.Next;

                if (way != Step.Next)
                    return way;
            }

            return Step.Next;
        });
    }

    private (string, Func<Step>) Switch(int route, int depth)
    {
        var name = Variable();
        var labels = new List<long?>([0, 1, 2, null]).OrderBy(_ => _random.Next()).Take(_random.Next(1, 5)).ToList();
        var text = new StringBuilder($"switch ($var({name})) {{ ");
        var bodies = new List<Func<Step>>();
        foreach (var label in labels)
        {
            var (body, run) = List(route, depth - 1, _random.Next(1, 3));
            text.Append(label is { } number ? $"case {number}: " : "default: ").Append(body);
            bodies.Add(run);
        }

        return ($"{text} }}", () =>
        {
            var start = labels.IndexOf(_variables[name]);
            if (start < 0)
                start = labels.IndexOf(null);

            for (var i = start; i >= 0 && i < bodies.Count; i++)
            {
                var way = bodies[i]();
                if (way == Step.Break)
                    return Step.Next;

                if (way != Step.Next)
                    return way;
            }

            return Step.Next;
        });
    }
}
