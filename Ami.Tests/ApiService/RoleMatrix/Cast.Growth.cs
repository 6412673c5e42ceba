using System.Net;
using Ami.Modules.Growth;
using Ami.TestKit;

namespace Ami.Tests.ApiService.RoleMatrix;

internal sealed partial class Cast
{
    private async Task<Guid> MakeIdea()
    {
        if (!Needs.Has<GrowthModule>())
        {
            return default;
        }

        using var posted = await Owner.Client.PostOnce("/api/feedback", new { title = "Mine" });
        posted.StatusCode.ShouldBe(HttpStatusCode.Created, await posted.Content.ReadAsStringAsync());
        return (await posted.Read<FeedbackView>()).Id;
    }

    private async Task<Guid> MakeInvitation()
    {
        if (!Needs.Has<GrowthModule>())
        {
            return default;
        }

        using var made = await Owner.Client.PostOnce("/api/invitations", new { });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return (await made.Read<MyInvitation>()).Id;
    }
}
