// SPDX-License-Identifier: GPL-2.0-or-later
// The same few secrets as they stand in configuration, code, logs and commands.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/secrets/mask.h"

namespace dejavu {
namespace {

const std::string kPassword = "q8Jt!V0dR";
const std::string kKey = "8cb0d1f2a4b5c6d7e8f9012a3b4c5d6e";

std::string filled(std::string text, std::string_view secret) {
  return text.replace(text.find('@'), 1, secret);
}

void expect_masked(const std::vector<std::string>& notations, const std::string& secret) {
  for (const std::string& notation : notations) {
    const std::string text = filled(notation, secret);
    const Masked masked = mask_secrets(text + "\nnext line\n");
    EXPECT_EQ(masked.text.find(secret.substr(0, 4)), std::string::npos) << masked.text;
    EXPECT_EQ(masked.findings.size(), 1U) << text;
  }
}

TEST(SecretsInNotations, APasswordIsFound) {
  expect_masked({"password=@",
                 "PASSWORD = @",
                 "password: @",
                 "  password: '@'",
                 "password := \"@\"",
                 "\"password\": \"@\",",
                 "{\\\"password\\\": \\\"@\\\"}",
                 "'password' => '@',",
                 "<password>@</password>",
                 "<add key=\"password\" value=\"x\" pwd=\"@\"/>",
                 "export DB_PASSWORD=@",
                 "set PGPASSWORD=@ && psql",
                 "ENV MYSQL_ROOT_PASSWORD=@",
                 "--set postgresql.password=@",
                 "spring.datasource.password=@",
                 "Server=db;Uid=shop;Pwd=@;Database=basket",
                 "jdbc:mysql://db/basket?user=shop&password=@",
                 "user=shop password=@ host=db-3",
                 "login failed: user: shop password: @ host: db-3",
                 "- `password: @`",
                 "**Password:** @",
                 "config['db']['password'] = '@'",
                 "password => \"@\"",
                 "curl -u shop:@ https://api",
                 "mysql -u root -p@ basket",
                 "sshpass -p @ ssh shop",
                 "redis-cli -h cache -a @ ping",
                 "createuser --password @ shop",
                 "ldapsearch -D cn=shop -w @ -b dc=shop",
                 "PASSWD=\"@\"",
                 "passphrase: @",
                 "db.connect(password=\"@\")",
                 "> password: @",
                 "| password = @ |"},
                kPassword);
}

TEST(SecretsInNotations, APasswordInAnAddressIsFound) {
  const std::string password = "q8Jt-V0dR";
  std::vector<std::string> texts;
  for (const char* scheme :
       {"postgres", "mysql", "mongodb+srv", "redis", "amqps", "https", "ftp"}) {
    texts.push_back(std::string(scheme) + "://shop:" + password + "\\host-1.internal/x");
  }
  for (std::string text : texts) {
    text.replace(text.find('\\'), 1, "@");
    EXPECT_EQ(mask_secrets(text).text.find(password), std::string::npos) << text;
  }
}

TEST(SecretsInNotations, AKeyIsFound) {
  expect_masked({"api_key=@",
                 "apiKey: @",
                 "API-KEY: @",
                 "X-Api-Key: @",
                 "\"apikey\":\"@\"",
                 "client_secret = '@'",
                 "clientSecret: \"@\"",
                 "SECRET_KEY=@",
                 "secret_key_base: @",
                 "access_token=@&user=1",
                 "\"token\": \"@\"",
                 "auth_token: @",
                 "--token=@",
                 "SENTRY_AUTH_TOKEN=@",
                 "encryption_key: @",
                 "signing-key: @",
                 "?token=@",
                 "Authorization: Bearer @",
                 "-H 'Authorization: token @'",
                 "bearer @",
                 "requests.get(url, headers={'Authorization': 'Bearer @'})",
                 "os.environ['API_TOKEN'] = '@'",
                 "private_token: @",
                 "webhook_secret: @"},
                kKey);
}

}  // namespace
}  // namespace dejavu
