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
        #!ifdef WITH_ACCDB
        loadmodule "/usr/lib/kamailio/modules/acc.so"
        #!endif
        loadmodule "auth_db"
        modparam("acc|auth_db", "db_url", "mysql://localhost/kamailio")
        modparam("acc", "db_flag", 1)
        request_route {
            acc_db_request("comment", "acc");
        }
        """;

    [Fact]
    public void A_start_names_each_planned_module_and_the_define_that_loads_it()
    {
        var (snapshot, diagnostics) = Load(Cfg, checkOnly: false);

        Assert.Null(snapshot);
        Assert.Equal(
            [
                "test.cfg:2:12: error CFG0290: the module 'acc' is not written yet: its names are known for checking only; take its loadmodule (or its #!define WITH_ACCDB) out to start",
                "test.cfg:4:12: error CFG0290: the module 'auth_db' is not written yet: its names are known for checking only; take its loadmodule out to start",
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
    [InlineData("modparam(\"acc\", \"db_flags\", 1)", "test.cfg:2:17: error CFG0207: module 'acc' has no parameter 'db_flags'")]
    [InlineData("modparam(\"acc\", \"db_flag\", \"x\")", "test.cfg:2:28: error CFG0208: 'db_flag' takes a number, found the text \"x\"")]
    [InlineData("request_route { acc_db_request(\"x\"); }", "test.cfg:2:17: error CFG0221: 'acc_db_request' takes 2 arguments, found 1")]
    [InlineData("request_route { acc_log(\"x\"); }", "test.cfg:2:17: error CFG0220: there is no function 'acc_log'")]
    [InlineData("request_route { acc_log_request(\"$nosuch\"); }", "test.cfg:2:34: warning CFG0226: there is no variable '$nosuch'")]
    public void A_check_finds_what_does_not_fit_the_table(string line, string expected)
    {
        var (_, diagnostics) = Load($"loadmodule \"acc.so\"\n{line}\n", checkOnly: true);

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
        var options = new LoaderOptions { Path = "test.cfg", Defines = ["WITH_ACCDB"], CheckOnly = checkOnly };
        var services = new ModuleServices().Add<IScriptLog>(new FakeLog());
        var loader = new ConfigurationLoader(new ModuleCatalog([.. Engine.DeclaredModules.All], new PlannedModules()), services, options, files);
        return (loader.Load(1, diagnostics), diagnostics);
    }
}
