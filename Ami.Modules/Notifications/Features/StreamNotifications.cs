using Ami.Modules.Notifications.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Notifications.Features;

/// <summary>Tells a browser at once when there is a new notification, or one was read elsewhere.</summary>
internal static class StreamNotifications
{
    public static void Map(IEndpointRouteBuilder notifications) =>
        notifications
            .MapGet("/stream", Handle)
            .OpensLiveStream()
            .WithName("StreamNotifications")
            .WithSummary("WebSocket: a message when the user's notifications change, and a heartbeat every five seconds.");

    private static Task<IResult> Handle(HttpContext http, LiveBus bus, TimeProvider time) =>
        LiveSocket.Serve(http, bus, NotificationPush.ChannelOf(http.User.UserId()), time);
}
