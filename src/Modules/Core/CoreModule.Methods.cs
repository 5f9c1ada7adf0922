using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content>Tests of the method.</content>
internal sealed partial class CoreModule
{
    [Function("is_INVITE", Surface = Surfaces.Kemi, Summary = "True for INVITE.")]
    public static bool IsInvite(RoutingContext context) => context.Message.Method == SipMethod.Invite;

    [Function("is_ACK", Surface = Surfaces.Kemi, Summary = "True for ACK.")]
    public static bool IsAck(RoutingContext context) => context.Message.Method == SipMethod.Ack;

    [Function("is_BYE", Surface = Surfaces.Kemi, Summary = "True for BYE.")]
    public static bool IsBye(RoutingContext context) => context.Message.Method == SipMethod.Bye;

    [Function("is_CANCEL", Surface = Surfaces.Kemi, Summary = "True for CANCEL.")]
    public static bool IsCancel(RoutingContext context) => context.Message.Method == SipMethod.Cancel;

    [Function("is_REGISTER", Surface = Surfaces.Kemi, Summary = "True for REGISTER.")]
    public static bool IsRegister(RoutingContext context) => context.Message.Method == SipMethod.Register;

    [Function("is_OPTIONS", Surface = Surfaces.Kemi, Summary = "True for OPTIONS.")]
    public static bool IsOptions(RoutingContext context) => context.Message.Method == SipMethod.Options;

    [Function("is_MESSAGE", Surface = Surfaces.Kemi, Summary = "True for MESSAGE.")]
    public static bool IsMessage(RoutingContext context) => context.Message.Method == SipMethod.Message;

    [Function("is_SUBSCRIBE", Surface = Surfaces.Kemi, Summary = "True for SUBSCRIBE.")]
    public static bool IsSubscribe(RoutingContext context) => context.Message.Method == SipMethod.Subscribe;

    [Function("is_PUBLISH", Surface = Surfaces.Kemi, Summary = "True for PUBLISH.")]
    public static bool IsPublish(RoutingContext context) => context.Message.Method == SipMethod.Publish;

    [Function("is_NOTIFY", Surface = Surfaces.Kemi, Summary = "True for NOTIFY.")]
    public static bool IsNotify(RoutingContext context) => context.Message.Method == SipMethod.Notify;

    [Function("is_INFO", Surface = Surfaces.Kemi, Summary = "True for INFO.")]
    public static bool IsInfo(RoutingContext context) => context.Message.Method == SipMethod.Info;

    [Function("is_REFER", Surface = Surfaces.Kemi, Summary = "True for REFER.")]
    public static bool IsRefer(RoutingContext context) => context.Message.Method == SipMethod.Refer;

    [Function("is_PRACK", Surface = Surfaces.Kemi, Summary = "True for PRACK.")]
    public static bool IsPrack(RoutingContext context) => context.Message.Method == SipMethod.Prack;

    [Function("is_UPDATE", Surface = Surfaces.Kemi, Summary = "True for UPDATE.")]
    public static bool IsUpdate(RoutingContext context) => context.Message.Method == SipMethod.Update;

    [Function("is_KDMQ", Surface = Surfaces.Kemi, Summary = "True for KDMQ.")]
    public static bool IsKdmq(RoutingContext context) => context.Message.Method == SipMethod.Kdmq;

    [Function("is_GET", Surface = Surfaces.Kemi, Summary = "True for GET.")]
    public static bool IsGet(RoutingContext context) => context.Message.Method == SipMethod.Get;

    [Function("is_POST", Surface = Surfaces.Kemi, Summary = "True for POST.")]
    public static bool IsPost(RoutingContext context) => context.Message.Method == SipMethod.Post;

    [Function("is_PUT", Surface = Surfaces.Kemi, Summary = "True for PUT.")]
    public static bool IsPut(RoutingContext context) => context.Message.Method == SipMethod.Put;

    [Function("is_DELETE", Surface = Surfaces.Kemi, Summary = "True for DELETE.")]
    public static bool IsDelete(RoutingContext context) => context.Message.Method == SipMethod.Delete;

    [Function("is_method", Surface = Surfaces.Kemi, Summary = "True for the method of that name.")]
    public static bool IsMethod(RoutingContext context, ScriptValue method)
    {
        using var bytes = new ValueBytes(context.Worker, method);
        return context.Message.Span(context.Message.MethodText).SequenceEqual(bytes.Span);
    }

    [Function("is_method_in", Surface = Surfaces.Kemi, Summary = "True for a method named by one of the letters, e.g. IABC.")]
    public static bool IsMethodIn(RoutingContext context, ScriptValue letters)
    {
        using var bytes = new ValueBytes(context.Worker, letters);
        foreach (var letter in bytes.Span)
        {
            if (ByLetter(letter) == context.Message.Method)
                return true;
        }

        return false;
    }

    private static SipMethod ByLetter(byte letter) => (char)(letter | 0x20) switch
    {
        'i' => SipMethod.Invite,
        'a' => SipMethod.Ack,
        'b' => SipMethod.Bye,
        'c' => SipMethod.Cancel,
        'm' => SipMethod.Message,
        'r' => SipMethod.Register,
        'e' => SipMethod.Prack,
        'p' => SipMethod.Publish,
        's' => SipMethod.Subscribe,
        'n' => SipMethod.Notify,
        'o' => SipMethod.Options,
        'f' => SipMethod.Refer,
        'u' => SipMethod.Update,
        'k' => SipMethod.Kdmq,
        'g' => SipMethod.Get,
        't' => SipMethod.Post,
        'v' => SipMethod.Put,
        'd' => SipMethod.Delete,
        _ => SipMethod.None,
    };
}
