using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Xunit;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>One module with its database beside it, driven without an engine.</summary>
internal sealed class ModuleBench : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("signalbox-bench-");
    private readonly ModuleServices _services = new();
    private readonly List<ModuleInstance> _modules = [];
    private readonly CoreSettings _settings = new();

    public ModuleBench(string module)
    {
        Network = new FakeNetwork(Socket, new FakeSocket(TransportProtocol.Udp, Address("::1", 15060)), new FakeSocket(TransportProtocol.Udp, Address("127.0.0.1", 15061), "s2"),
            new FakeSocket(TransportProtocol.Udp, Address("127.0.0.3", 15062), "aside"));
        _services.Add<IMessageSender>(Sender).Add<IDestinationResolver>(Network).Add<ITransportTable>(Network).Add<IMessageInput>(Input)
            .Add(new StateStore()).Add(new WorkerRegistry()).Add(TimeProvider.System).Add<ILoggerFactory>(NullLoggerFactory.Instance);
        Worker = _services.Get<WorkerRegistry>().Add("test worker");
        Add("db_sqlite");
        Module = Add(module);
        Set("db_url", $"sqlite://{Database}", mayBeMissing: true);
    }

    public FakeSocket Socket { get; } = new(TransportProtocol.Udp, Address("127.0.0.1", 15060));

    public FakeSender Sender { get; } = new();

    public FakeInput Input { get; } = new();

    public FakeNetwork Network { get; }

    public WorkerState Worker { get; }

    public ModuleInstance Module { get; }

    public DiagnosticBag Diagnostics { get; } = new();

    public string Folder => _folder.FullName;

    public string Database => Path.Combine(Folder, "work.db");

    public Snapshot Snapshot { get; private set; } = null!;

    public static HostEndPoint Address(string host, int port)
    {
        Assert.True(HostEndPoint.TryParseAddress(Encoding.Latin1.GetBytes(host), port, out var endPoint));
        return endPoint;
    }

    /// <summary>Sets a parameter; text or number.</summary>
    public ModuleBench Set(string name, object value, bool mayBeMissing = false)
    {
        var parameter = Module.Descriptor.Parameters.SingleOrDefault(parameter => parameter.Name == name);
        if (parameter is null && mayBeMissing)
            return this;

        var error = parameter!.Set(Module.Instance, value is int number ? ScriptValue.Of((long)number) : ScriptValue.Of((string)value));
        Assert.Null(error);
        return this;
    }

    public ModuleBench On(string name, Func<RoutingContext, RouteResult> route)
    {
        Module.Descriptor.Events.Single(item => item.Name == name).Get(Module.Instance).Body = new DelegateRoute(route);
        return this;
    }

    /// <summary>Validates and starts; false when validation found errors.</summary>
    public bool Start()
    {
        var routes = new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>());
        foreach (var module in _modules)
            ((IModule)module.Instance).Validate(new ModuleValidation(module, _modules, _settings, routes, Diagnostics));

        if (Diagnostics.HasErrors)
            return false;

        Snapshot = new Snapshot(1, _settings, routes, _modules);
        foreach (var module in _modules)
            Wait(((IModule)module.Instance).StartAsync(CancellationToken.None));

        return true;
    }

    /// <summary>Stops the module, which writes everything that is queued.</summary>
    public void Stop() => Wait(((IModule)Module.Instance).StopAsync());

    public int Call(RoutingContext context, string function, params ScriptValue[] arguments) => Call(Surfaces.Cfg, context, function, arguments);

    public int Call(Surfaces surface, RoutingContext context, string function, params ScriptValue[] arguments)
    {
        var descriptor = Module.Descriptor.Functions.First(item =>
            item.Name == function && item.Surface.HasFlag(surface) && item.MinArity <= arguments.Length && item.MaxArity >= arguments.Length);
        return (int)descriptor.Invoke(Module.Instance, context, arguments).ToInteger();
    }

    public string Variable(RoutingContext context, string name, string inner)
    {
        var variable = Module.Descriptor.Variables.Single(item => item.Name == name);
        var parsed = variable.ParseInner!(inner, out var error);
        Assert.Null(error);
        return variable.Read(Module.Instance, context, new VariableKey(inner, parsed, default)).ToString();
    }

    public RpcCall Rpc(string method, params RpcValue[] parameters)
    {
        var call = new RpcCall(method, parameters);
        Module.Descriptor.Rpcs.Single(item => item.Name == method).Invoke(Module.Instance, call);
        return call;
    }

    /// <summary>A received message.</summary>
    public RoutingContext Receive(string message, HostEndPoint from, TransportProtocol protocol = TransportProtocol.Udp, HostEndPoint local = default)
    {
        var bytes = Encoding.Latin1.GetBytes(message);
        var context = Worker.Rent();
        context.Snapshot = Snapshot;
        context.Route = RouteKinds.Request;
        context.Received = new ReceivedFrom { Socket = Socket, Remote = from, Local = local.IsSet ? local : Socket.Local, Protocol = protocol, UtcTicks = DateTime.UtcNow.Ticks };
        Assert.True(context.Message.TryParse(bytes, bytes.Length), message);
        return context;
    }

    /// <summary>The rows of a query, cells as text, null as "null".</summary>
    public List<string[]> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "null" : reader.GetString(i))]);

        return rows;
    }

    public void Dispose()
    {
        Stop();
        _folder.Delete(recursive: true);
    }

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    private ModuleInstance Add(string name)
    {
        var descriptor = DeclaredModules.All.Single(module => module.Name == name);
        var instance = new ModuleInstance(descriptor, descriptor.Create(_services), span: null);
        _modules.Add(instance);
        return instance;
    }
}
