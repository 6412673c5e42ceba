using Ami.Core;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Notifications.Delivery;
using Ami.Modules.Notifications.Domain;
using Ami.Modules.Notifications.Mailing;
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
        services.AddScoped<Messages>();
        services.AddSingleton<MessageCatalogue>();
        services.AddEventHandler<MessageRequested, DeliverMessage>(DeliverMessage.Name);

        services.AddSingleton(configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions());
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailTransport>();
        services.AddSingleton<MailQueue>();
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration) => services.AddHostedService<MailWorker>();
}
