using Ami.Modules.PaperTrading.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>Orders, fills, positions and account changes of the signed-in user, as they are committed.</summary>
internal static class StreamPaper
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/stream", Handle)
            .OpensLiveStream()
            .WithName("StreamPaper")
            .WithSummary("WebSocket: order, fill, position and account messages of the user, and a heartbeat every five seconds.");

    private static Task<IResult> Handle(HttpContext http, LiveBus bus, TimeProvider time) =>
        LiveSocket.Serve(http, bus, PaperPush.ChannelOf(http.User.UserId()), time);
}
