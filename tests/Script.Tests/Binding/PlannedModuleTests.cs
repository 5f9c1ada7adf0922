using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Modules.Planned;
using Signalbox.Script.Tests.Parsing;
using Signalbox.Script.Tests.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Binding;

/// <summary>A module that is known by its names only can be checked and not started.</summary>
public sealed class PlannedModuleTests
{
    private const string Cfg = """
        #!ifdef WITH_IPAUTH
        loadmodule "/usr/lib/kamailio/modules/group.so"
        #!endif
        loadmodule "domain"
        modparam("group|domain", "db_url", "mysql://localhost/kamailio")
        modparam("group", "use_domain", 1)
        request_route {
            is_user_in("register", "sip:a@b");
        }
        """;

    [Fact]
    public void A_start_names_each_planned_module_and_the_define_that_loads_it()
    {
        var (snapshot, diagnostics) = Load(Cfg, checkOnly: false);

        Assert.Null(snapshot);
        Assert.Equal(
            [
                "test.cfg:2:12: error CFG0290: the module 'group' is not written yet: its names are known for checking only; take its loadmodule (or its #!define WITH_IPAUTH) out to start",
                "test.cfg:4:12: error CFG0290: the module 'domain' is not written yet: its names are known for checking only; take its loadmodule out to start",
            ],
            diagnostics.Items.Select(static item => item.Headline));
    }

    [Fact]
    public void A_check_warns()
    {
        var (snapshot, diagnostics) = Load(Cfg, checkOnly: true);

        Assert.NotNull(snapshot);
        Assert.Equal(["CFG0290", "CFG0290"], diagnostics.Items.Select(static item => item.Rule.Id));
        Assert.False(diagnostics.HasErrors);
    }

    [Theory]
    [InlineData("modparam(\"group\", \"use_domains\", 1)", "test.cfg:2:19: error CFG0207: module 'group' has no parameter 'use_domains'")]
    [InlineData("modparam(\"group\", \"use_domain\", \"x\")", "test.cfg:2:33: error CFG0208: 'use_domain' takes a number, found the text \"x\"")]
    [InlineData("request_route { is_user_in(\"x\"); }", "test.cfg:2:17: error CFG0221: 'is_user_in' takes 2 arguments, found 1")]
    [InlineData("request_route { allow_log(\"x\"); }", "test.cfg:2:17: error CFG0220: there is no function 'allow_log'")]
    [InlineData("request_route { is_user_in(\"$nosuch\", \"x\"); }", "test.cfg:2:29: warning CFG0226: there is no variable '$nosuch'")]
    public void A_check_finds_what_does_not_fit_the_table(string line, string expected)
    {
        var (_, diagnostics) = Load($"loadmodule \"group.so\"\n{line}\n", checkOnly: true);

        Assert.Equal(expected, diagnostics.Items[^1].Headline);
    }

    [Fact]
    public void A_check_does_not_ask_for_the_engine_or_the_script_of_another_language()
    {
        var (snapshot, diagnostics) = Load("loadmodule \"app_python3.so\"\nmodparam(\"app_python3\", \"load\", \"/nowhere/x.py\")\ncfgengine \"python\"\n", checkOnly: true);

        Assert.NotNull(snapshot);
        Assert.Equal("CFG0290", Assert.Single(diagnostics.Items).Rule.Id);
    }

    private static (Snapshot? Snapshot, DiagnosticBag Diagnostics) Load(string cfg, bool checkOnly)
    {
        var diagnostics = new DiagnosticBag();
        var files = new MemoryFiles();
        files.Files["test.cfg"] = cfg;
        var options = new LoaderOptions { Path = "test.cfg", Defines = ["WITH_IPAUTH"], CheckOnly = checkOnly };
        var services = new ModuleServices().Add<IScriptLog>(new FakeLog());
        var loader = new ConfigurationLoader(new ModuleCatalog([.. Engine.DeclaredModules.All], new PlannedModules()), services, options, files);
        return (loader.Load(1, diagnostics), diagnostics);
    }
}
