using Ami.AppHost.Model;

var builder = AmiApplication.CreateBuilder(args);
var options = builder.Options;

var database = builder.AddPostgres("postgres").AddDatabase("ami");
var redis = builder.AddRedis("redis");

var migrate = builder.AddProject("migrate", "Ami.Silo").WithArgs("migrate")
    .WithReference(database.Owner);

if (options.Demo)
    builder.AddProject("demo", "Ami.Silo").WithArgs("seed-demo")
        .WithReference(database).WithReference(redis).WithMasterKey()
        .WaitForCompletion(migrate)
        .RepeatOutputWhenReady();

var silo = builder.AddProject("silo", "Ami.Silo")
    .WithReplicas(options.Silos).WithHttpEndpoint()
    .WithReference(database).WithReference(redis).WithMasterKey()
    .WithStateFolder("Mail__Pickup", "mail").WithStateFolder("Files__Folder", "files")
    .WaitForCompletion(migrate);

var api = builder.AddProject("api", "Ami.ApiService")
    .WithReplicas(options.Apis).WithHttpEndpoint()
    .WithReference(database).WithReference(redis).WithMasterKey()
    .WithStateFolder("Mail__Pickup", "mail").WithStateFolder("Files__Folder", "files")
    .WaitForCompletion(migrate);

var web = builder.AddProject("web", "Ami.Web")
    .WithHttpEndpoint(options.Port)
    .WithReference(api)
    .WaitFor(api).WaitFor(silo);

silo.WithPublicUrl(web);
api.WithPublicUrl(web);

return await builder.Build().RunAsync();
