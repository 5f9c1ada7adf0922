using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Planned;
using Xunit;

namespace Signalbox.Modules.Tests.Planned;

public sealed class PlannedModulesTests
{
    private readonly PlannedModules _planned = new();

    [Fact]
    public void Every_table_reads_and_says_what_the_module_is_for()
    {
        Assert.NotEmpty(_planned.Names);
        foreach (var name in _planned.Names)
        {
            var module = _planned.Find(name)!;
            Assert.True(module is { IsPlanned: true, Implicit: false, Summary.Length: > 0 }, name);
            Assert.All(module.Functions, function => Assert.True(function.Routes != RouteKinds.None, $"{name}: {function.Name}"));
            Assert.All(module.Functions, function => Assert.Equal(Surfaces.Cfg, function.Surface));
        }
    }

    [Fact]
    public void A_module_is_written_or_planned_but_not_both()
    {
        var both = DeclaredModules.All.Select(static module => module.Name).Where(_planned.Names.Contains);

        Assert.Empty(both);
    }

    [Fact]
    public void A_written_module_wins_over_its_table()
    {
        var written = new ModuleDescriptor { Name = "acc", Create = static _ => new object() };

        var catalog = new ModuleCatalog([written], _planned);

        Assert.Same(written, catalog.Find("acc"));
        Assert.Single(catalog.All(), static module => module.Name == "acc");
    }

    [Fact]
    public void A_table_gives_each_number_of_arguments_and_its_routes()
    {
        const string Table = "kind\tname\ttakes\twhere\nmodule\tx\tSays x.\t\nparameter\tp\tint\t\nparameter\tp\tstr\t\nfunction\tf\t0/2\tRF\n"
            + "variable\tv\tliteral\trw\ntransformation\tt.u\t1/2\t\nevent\tx:y\t\t\n";

        var module = PlannedSurface.Read("x", new StringReader(Table));

        Assert.Equal([(0, 0), (2, 2)], module.Functions.Select(static one => (one.MinArity, one.MaxArity)));
        Assert.All(module.Functions, static one => Assert.Equal(RouteKinds.Request | RouteKinds.Failure, one.Routes));
        Assert.Equal([ParameterKind.Integer, ParameterKind.Text], module.Parameters.Select(static one => one.Kind));
        Assert.True(module.Variables is [{ Name: "v", Inner: InnerName.Literal, Write: not null }]);
        Assert.True(module.Transformations is [{ Name: "t.u", MinArguments: 1, MaxArguments: 2 }]);
        Assert.Equal("x:y", Assert.Single(module.Events).Name);
        Assert.Equal(ScriptValue.Of(-1), module.Functions[0].Invoke(new object(), null!, []));
    }

    [Fact]
    public void A_row_of_no_known_kind_is_said_with_its_table() =>
        Assert.Contains("x.tsv", Assert.Throws<FormatException>(static () => PlannedSurface.Read("x", new StringReader("nosuch\ta\tb\tc\n"))).Message, StringComparison.Ordinal);
}
