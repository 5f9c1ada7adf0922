using Signalbox.Engine.Catalog;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>The function that a module's parameter names is called for each of its events, with the event's name.</summary>
public sealed class EventCallbackTests
{
    /// <summary>Every module with events and a parameter for their function.</summary>
    public static TheoryData<string, string, string> Modules
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var module in Signalbox.Modules.DeclaredModules.All)
            {
                foreach (var parameter in module.Parameters)
                {
                    if (!parameter.IsEventCallback || module.Events.Count == 0)
                        continue;

                    data.Add("lua", module.Name, parameter.Name);
                    data.Add("jsdt", module.Name, parameter.Name);
                }
            }

            return data;
        }
    }

    // Modules that others want, and what these want themselves.
    private static string Needs(string module)
    {
        string[] loaded = module == "websocket" ? ["sl", "tm", "rr", "usrloc", "db_sqlite", "xhttp"] : ["sl", "tm", "rr", "usrloc", "db_sqlite"];
        var text = string.Concat(loaded.Where(one => one != module).Select(static one => $"loadmodule \"{one}.so\"\n"));
        return module switch
        {
            "websocket" => $"{text}modparam(\"xhttp\", \"event_callback\", \"on_event\")\n",
            _ => text,
        };
    }

    private static string Store(string module) => module is "sipcapture" or "siptrace" ? $"\nmodparam(\"{module}\", \"db_url\", \"sqlite:///nowhere.db\")" : string.Empty;

    [Theory, MemberData(nameof(Modules))]
    public void Each_event_calls_the_function_with_its_name(string language, string module, string parameter)
    {
        var script = language == "lua"
            ? "function ksr_request_route() end\nfunction on_event(name) KSR.info('event ' .. name) end"
            : "function ksr_request_route() {}\nfunction on_event(name) { KSR.info('event ' + name); }";
        using var server = new KemiServer(language, script, $"{Needs(module)}loadmodule \"{module}.so\"\nmodparam(\"{module}\", \"{parameter}\", \"on_event\"){Store(module)}");
        Assert.True(server.Snapshot is not null, server.Report);
        var instance = server.Snapshot.Modules.Single(one => one.Descriptor.Name == module);

        var isOfOne = instance.Descriptor.Events.Any(one => one.Callback == parameter);
        foreach (var declared in instance.Descriptor.Events.Where(one => !isOfOne || one.Callback == parameter))
        {
            server.Log.Lines.Clear();
            var body = declared.Get(instance.Instance).Body;
            Assert.True(body is not null, $"{declared.Name} has no function");
            body.Run(server.Context());
            Assert.Equal([$"2: event {declared.Name}"], server.Log.Lines);
        }
    }
}
