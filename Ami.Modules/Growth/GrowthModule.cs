using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Growth;

/// <summary>What people ask for, what they are told, and how they come in. See README.md in this folder.</summary>
public sealed class GrowthModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Growth";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<GrowthDb>();
        services.AddPersonalData<GrowthPersonalData>();
        services.AddPermissions(GrowthPermissions.All);
        services.AddScoped<FeedbackBoard>();
        services.AddScoped<VoteFeedback.Voting>();
        services.AddScoped<VisibleAnnouncements>();
        services.AddEventHandler<FeedbackNews, TellOfFeedback>(TellOfFeedback.Name);
        services.AddMessageKinds(FeedbackMessages.Decided, FeedbackMessages.Answered);
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var feedback = endpoints.MapGroup("/api/feedback").RequireAuthorization().WithTags("Feedback");
        ListFeedback.Map(feedback);
        PostFeedback.Map(feedback);
        VoteFeedback.Map(feedback);

        var board = endpoints.MapGroup("/api/admin/feedback").WithTags("Admin: feedback");
        ListFeedbackRows.Map(board);
        AnswerFeedback.Map(board);
        MergeFeedback.Map(board);
        RemoveFeedback.Map(board);

        ListAnnouncements.Map(endpoints);
        ReadAnnouncements.Map(endpoints);
        var announcements = endpoints.MapGroup("/api/admin/announcements").WithTags("Admin: announcements");
        ListAnnouncementRows.Map(announcements);
        WriteAnnouncement.Map(announcements);
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration) { }
}
