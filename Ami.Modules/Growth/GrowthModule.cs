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
        AddJoining(services);
        AddAffiliates(services, configuration);
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

        GetRegistration.Map(endpoints);
        var waitlist = endpoints.MapGroup("/api/waitlist").WithTags("Joining");
        JoinWaitlist.Map(waitlist);
        MyPlace.Map(waitlist);
        MyInvitations.Map(endpoints.MapGroup("/api/invitations").RequireAuthorization().WithTags("Joining"));
        DecideRegistration.Map(endpoints.MapGroup("/api/admin/registration").WithTags("Admin: joining"));
        var queue = endpoints.MapGroup("/api/admin/waitlist").WithTags("Admin: joining");
        StaffWaitlist.Map(queue);
        InviteBatch.Map(queue);
        StaffInvitations.Map(endpoints.MapGroup("/api/admin/invitations").WithTags("Admin: joining"));
        MapAffiliates(endpoints);
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSchedule<SweepJoining>(SweepJoining.Name, "0 7 4 * * ?", (job, run, ct) => job.Sweep(run, ct));
        services.AddPeriodicJob<ReleaseCommissions>(
            ReleaseCommissions.Name,
            provider => new(provider.GetRequiredService<AffiliateOptions>().PayEvery),
            (job, run, ct) => job.Run(run, ct),
            inOneProcess: true
        );
        services.AddPeriodicJob<MarkAccounts>(
            MarkAccounts.Name,
            _ => new(TimeSpan.FromMinutes(5)),
            (job, run, ct) => job.Run(run, 500, ct),
            inOneProcess: true
        );
    }

    private static void MapAffiliates(IEndpointRouteBuilder endpoints)
    {
        FollowLink.Map(endpoints);
        var own = endpoints.MapGroup("/api/affiliate").RequireAuthorization().WithTags("Affiliates");
        ApplyAsAffiliate.Map(own);
        MyAffiliate.Map(own);
        var staff = endpoints.MapGroup("/api/admin/affiliates").WithTags("Admin: affiliates");
        ListAffiliates.Map(staff);
        DecideAffiliate.Map(staff);
        ListCommissions.Map(staff);
        AffiliateSignalsOfStaff.Map(staff);
    }

    private static void AddJoining(IServiceCollection services)
    {
        services.AddScoped<IRegistrationGate, RegistrationGate>();
        services.AddScoped<Places>();
        services.AddScoped<ClientQuota>();
        services.AddSingleton<WaitlistLinks>();
        services.AddEventHandler<WaitlistAsked, AnswerWaitlist>(AnswerWaitlist.Name);
        services.AddMessageKinds(JoiningMessages.All);
    }

    private static void AddAffiliates(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Growth:Affiliates").Get<AffiliateOptions>() ?? new AffiliateOptions());
        services.AddScoped<AddressMarks>();
        services.AddScoped<AccountMarks>();
        services.AddScoped<AffiliatePersonalData>();
        services.AddScoped<Attribution>();
        services.AddScoped<AffiliateSignals>();
        services.AddScoped<CommissionBooks>();
        services.AddScoped<IErasureGate, CommissionErasureGate>();
        services.AddEventHandler<SaleChanged, Commissions>(Commissions.Name);
        services.AddEventHandler<UserRegistered, AccountMarks>(AccountMarks.OfNewcomers);
        services.AddEventHandler<AddressChanged, AccountMarks>(AccountMarks.OfChanges);
        services.AddMessageKinds(AffiliateMessages.All);
    }
}
