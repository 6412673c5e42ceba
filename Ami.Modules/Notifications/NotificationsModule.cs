using Ami.Modules.Identity.Contracts;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Notifications.Delivery;
using Ami.Modules.Notifications.Domain;
using Ami.Modules.Notifications.Features;
using Ami.Modules.Notifications.Features.Admin;
using Ami.Modules.Notifications.Live;
using Ami.Modules.Notifications.Mailing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Notifications;

/// <summary>Mail and in-app notifications. See README.md in this folder.</summary>
public sealed class NotificationsModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Notifications";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<NotificationsDb>();
        services.AddPersonalData<NotificationsPersonalData>();
        services.AddScoped<NotificationsPersonalData>();
        services.AddEventHandler<RecipientForgotten, ForgetRecipient>(ForgetRecipient.Name);
        services.AddSingleton<MessageCatalogue>();
        services.AddMessageKinds(Welcome.Kind);
        services.AddEventHandler<MessageRequested, DeliverMessage>(DeliverMessage.Name);
        services.AddEventHandler<UserRegistered, Welcome>(Welcome.Name);
        services.AddScoped<PreferenceStore>();
        services.AddScoped<Unsubscribe>();
        services.AddSingleton<NotificationPush>();
        services.AddPermissions(MailPermissions.Read, MailPermissions.Retry, MailPermissions.ReadContent);
        services.AddSingleton<IFigures, MailFigures>();

        services.AddSingleton(configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions());
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailTransport>();
        services.AddSingleton<MailQueue>();
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var notifications = endpoints.MapGroup("/api/notifications").RequireAuthorization().WithTags("Notifications");
        GetNotifications.Map(notifications);
        MarkRead.Map(notifications);
        StreamNotifications.Map(notifications);
        Preferences.Map(notifications);
        Unsubscribe.Map(notifications);

        var mails = endpoints.MapGroup("/api/admin/mails").WithTags("Admin: mail");
        ListMails.Map(mails);
        ReadMail.Map(mails);
        RetryMail.Map(mails);
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPeriodicJob<SendMails>(
            "notifications.send-mails",
            provider => new(TimeSpan.FromSeconds(2)) { Wait = (atMost, ct) => provider.GetRequiredService<MailQueue>().WaitForWake(atMost, ct) },
            (job, run, ct) => job.Run(run, ct)
        );
        services.AddSchedule<SweepMessages>("notifications.sweep-messages", "0 53 3 * * ?", (job, run, ct) => job.Sweep(run, ct));
    }
}
