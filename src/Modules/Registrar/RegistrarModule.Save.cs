using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Functions that change registrations.</summary>
internal sealed partial class RegistrarModule
{
    private const RouteKinds SaveRoutes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.OnReply | RouteKinds.Event;
    private static readonly ItemSlot<RegisterReply> Held = new();

    [Function("save", ConstantArguments = true, Routes = SaveRoutes, Kemi = "save/1,save/2,save_uri/3", Answers = true, Summary = "Takes the registration and answers it. Flags: 1 memory only, 2 no reply, 4 one contact per address, 8 any expires, 16 hold the reply back. 1 inserted, 2 updated, 3 removed, 4 shown; -1 refused, -2 too many contacts.")]
    public ReturnCode Save(RoutingContext context, string table, int flags = 0, ScriptValue uri = default)
    {
        var wanted = (SaveFlags)flags;
        var address = context.Worker.RentWriter();
        var registration = Registration.Of(context.Worker);
        RegisterReply reply;
        ReadOnlySpan<Contact> contacts = [];
        if (!TryWriteAddress(context, uri, useTo: true, address))
            reply = RegisterReply.BadAddress;
        else if (_settings is { UsesPath: true, PathMode: 2 } && context.Message.Find(HeaderName.Path) >= 0 && !PathHeader.IsSupported(context.Message))
            reply = RegisterReply.NoPathSupport;
        else if (_reader.Read(context, wanted, registration) is { } refusal)
            reply = refusal;
        else
            (reply, contacts) = Apply(_locations.Table(table), address, registration);

        context.Worker.Return(address);
        (reply.Code == 200 ? AcceptedRegistrations : RejectedRegistrations).Increment();
        Answer(context, reply, contacts, wanted);
        return reply.Result;
    }

    [Function("reg_send_reply", Routes = RouteKinds.Request | RouteKinds.Failure, Answers = true, Summary = "Sends the reply that save held back with flag 16.")]
    public ReturnCode SendReply(RoutingContext context)
    {
        if (context.Items.Get(Held) is not { } reply)
            return ReturnCode.False;

        context.Items.Set(Held, null);
        return ReturnCode.Of(_replies.Reply(context, reply.Code, reply.Reason));
    }

    [Function("unregister", ConstantArguments = true, Routes = RouteKinds.Any, Kemi = "unregister/2,unregister_ruid/3", Summary = "Removes the contacts of a URI, or the one with a record id.")]
    public ReturnCode Unregister(RoutingContext context, string table, ScriptValue uri, ScriptValue ruid = default)
    {
        if (_locations.Find(table) is not { } found)
            return ReturnCode.False;

        if (uri.TextLength == 0)
            return ReturnCode.Of(ruid.TextLength > 0 && RemoveRuid(found, ruid));

        var address = context.Worker.RentWriter();
        var good = TryWriteAddress(context, uri, useTo: false, address);
        if (good && ruid.TextLength > 0)
            found.Update(address.Written, static (contacts, id) => Array.FindAll(contacts, contact => !contact.Ruid.AsSpan().SequenceEqual(id)), Latin1.ToBytes(ruid.ToText()));
        else if (good)
            found.Remove(address.Written);

        context.Worker.Return(address);
        return ReturnCode.Of(good);
    }

    [Function("add_sock_hdr", Routes = RouteKinds.Request, Summary = "Adds a header with the socket that the request came in on.")]
    public ReturnCode AddSocketHeader(RoutingContext context, ScriptValue name)
    {
        var line = context.Worker.RentWriter();
        name.WriteTo(line);
        line.Write(": "u8);
        line.Write(context.Received.Socket.ToString());
        var added = HeaderEdits.Append(context, ScriptValue.Of(line.Buffer, 0, line.Length));
        context.Worker.Return(line);
        return ReturnCode.Of(added);
    }

    private static bool RemoveRuid(LocationTable table, in ScriptValue ruid)
    {
        var id = Latin1.ToBytes(ruid.ToText());
        foreach (var contacts in table.All())
        {
            if (!Array.Exists(contacts, contact => contact.Ruid.AsSpan().SequenceEqual(id)))
                continue;

            table.Update(contacts[0].AddressOfRecord, static (all, wanted) => Array.FindAll(all, contact => !contact.Ruid.AsSpan().SequenceEqual(wanted)), id);
            return true;
        }

        return false;
    }

    private static (RegisterReply Reply, Contact[] Contacts) Apply(LocationTable table, ByteWriter address, Registration registration)
    {
        registration.Address = address.Buffer.AsMemory(0, address.Length);
        var contacts = registration.IsFetch
            ? table.Find(address.Written).ToArray()
            : table.Update(address.Written, static (before, wanted) => wanted.Apply(before), registration);
        return (registration.Outcome, contacts);
    }

    private void Answer(RoutingContext context, RegisterReply reply, ReadOnlySpan<Contact> contacts, SaveFlags flags)
    {
        if ((flags & SaveFlags.NoReply) != SaveFlags.None)
            return;

        _writer.Prepare(context, reply, contacts, _locations.Now);
        if ((flags & SaveFlags.HoldReply) != SaveFlags.None)
            context.Items.Set(Held, reply);
        else
            _replies.Reply(context, reply.Code, reply.Reason);
    }

    /// <summary>Writes the address of record of a URI; without one, of To or of the request URI.</summary>
    private bool TryWriteAddress(RoutingContext context, in ScriptValue uri, bool useTo, ByteWriter address)
    {
        if (uri.TextLength > 0)
        {
            using var bytes = new ValueBytes(context.Worker, uri);
            return AddressOfRecord.TryWrite(bytes.Span, _locations.UseDomain, _settings, address);
        }

        if (!useTo)
            return AddressOfRecord.TryWrite(context.RequestUri, _locations.UseDomain, _settings, address);

        return context.Message.TryGetTo(out var to)
            && AddressOfRecord.TryWrite(context.Message.Span(to.Uri), _locations.UseDomain, _settings, address);
    }
}
